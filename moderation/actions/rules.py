"""Changing the screening rules: tried first, then in use whole, by the lead."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from moderation import in_force
from moderation.actions import duty
from moderation.rules_models import Bench, Ruleset
from moderation.screening.local import Local
from people.actions import Refused
from people.models import Person
from realtime.writer import change

MOST_SAMPLES = 40
CHANGED = "Somebody else has changed the rules since. Please try yours again."
NOT_READ = "These rules have not been read to the end yet."


@dataclass(slots=True)
class Slice:
    """What a stretch of messages came to under both sets of rules."""

    upto: int
    read: int = 0
    flags_before: int = 0
    flags_after: int = 0
    gained: int = 0
    lost: int = 0
    private: int = 0
    samples: list[list[object]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reach:
    """Which messages a bench reads: ids after the first, up to the last."""

    first: int
    last: int
    total: int
    days: int


@change
def begin_bench(
    rules: Sequence[Local], *, by: Person, note: str, reach: Reach
) -> Bench:
    """Has the rules read what was written lately; the clock does the reading."""
    by = duty.check_lead(by)
    Bench.objects.filter(by=by, state=Bench.State.RUNNING).update(
        state=Bench.State.CANCELLED
    )
    return Bench.objects.create(
        rules=[rule.plain() for rule in rules],
        note=note,
        over=in_force.newest(),
        by=by,
        first=reach.first,
        at=reach.first,
        last=reach.last,
        total=reach.total,
        days=reach.days,
        state=Bench.State.RUNNING if reach.total else Bench.State.DONE,
    )


@change
def keep_slice(bench: Bench, found: Slice) -> None:
    """Adds a slice, unless another clock has read it or it was stopped."""
    held = Bench.objects.select_for_update().get(pk=bench.pk)
    if held.state != Bench.State.RUNNING or held.at != bench.at:
        return
    held.at = found.upto
    held.read += found.read
    held.flags_before += found.flags_before
    held.flags_after += found.flags_after
    held.gained += found.gained
    held.lost += found.lost
    held.private += found.private
    held.samples = [*held.samples, *found.samples][:MOST_SAMPLES]
    if held.at >= held.last:
        held.state = Bench.State.DONE
    held.save()


@change
def cancel_bench(bench: Bench, *, by: Person) -> None:
    duty.check_lead(by)
    Bench.objects.filter(pk=bench.pk, state=Bench.State.RUNNING).update(
        state=Bench.State.CANCELLED
    )


@change
def put_in_force(bench: Bench, *, by: Person) -> Ruleset:
    """The rules that were tried count from now on, in every process."""
    by = duty.check_lead(by)
    held = Bench.objects.select_for_update().get(pk=bench.pk)
    if held.state != Bench.State.DONE:
        raise Refused(NOT_READ)
    duty.wait_for("rules")
    newest = in_force.newest()
    if (newest.pk if newest else None) != held.over_id:
        raise Refused(CHANGED)
    held.state = Bench.State.USED
    held.save(update_fields=["state"])
    return Ruleset.objects.create(rules=held.rules, note=held.note, by=by)
