"""Who must be told of a flag that nobody has taken, and when. Pure: tables test it.

A flag's clock begins when it is raised; that of amber and yellow with the first shift
after it. Everyone on shift is told after a fifth of the target; who is on call from
three fifths, one after another; the safeguarding lead at the target. Red with nobody
awake on shift begins with who is on call, at once. After three targets it all begins again.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

SHIFT, ON_CALL, LEAD = "shift", "on_call", "lead"
NOW = timedelta(0)
# What waits for a shift waits no longer than this, should none begin.
LONGEST_NIGHT = timedelta(hours=12)
# Two computers' clocks may be so far apart.
APART = timedelta(minutes=1)
# These reach people who are not at work.
WAKING = frozenset(["red", "amber"])
FOR_A_SHIFT = frozenset(["amber", "yellow"])


@dataclass(frozen=True)
class Waiting:
    """A flag that nobody has taken."""

    level: str
    raised_at: datetime
    author: int
    is_for_lead: bool = False


@dataclass(frozen=True)
class Span:
    """A shift, gone or going on."""

    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class Watch:
    """Who could be told now; who is on call in their order."""

    shift: Sequence[int]
    on_call: Sequence[int]
    leads: Sequence[int]
    # Who did something lately; a page left open may have nobody before it.
    awake: Sequence[int] = ()


@dataclass(frozen=True)
class Call:
    """One person to be told, once a round and step."""

    step: str
    round: int
    person: int


Targets = Mapping[str, timedelta]


def due(
    flag: Waiting,
    watch: Watch,
    begins: datetime,
    lasts: timedelta,
    now: datetime,
) -> list[Call]:
    """Everybody who should have been told by now, told or not, in this round."""
    if is_ahead(flag.raised_at, now):
        number, elapsed = 0, 3 * lasts
    elif now < begins:
        return []
    else:
        number, elapsed = divmod(now - begins, 3 * lasts)
    return [
        Call(step, number, person)
        for after, step, person in _ladder(flag, watch, lasts)
        if after <= elapsed
    ]


def is_ahead(at: datetime, now: datetime) -> bool:
    """A clock was put back since: how long it has waited nobody knows, so all are told."""
    return at > now + APART


def is_in_hand(
    acknowledged: Collection[datetime], lasts: timedelta, now: datetime
) -> bool:
    """Somebody said that they are on it, and still has time to take it."""
    return any(at <= now < at + 2 * lasts for at in acknowledged)


def begins_at(flag: Waiting, shifts: Sequence[Span]) -> datetime | None:
    """When its clock begins; None while it waits for a shift. It never begins again."""
    if flag.level not in FOR_A_SHIFT:
        return flag.raised_at
    since = [s for s in shifts if s.ended_at is None or s.ended_at > flag.raised_at]
    if not since:
        return None
    return max(flag.raised_at, min(shift.started_at for shift in since))


def climbs_from(flag: Waiting, shifts: Sequence[Span]) -> datetime:
    return begins_at(flag, shifts) or flag.raised_at + LONGEST_NIGHT


def _ladder(
    flag: Waiting, watch: Watch, lasts: timedelta
) -> Iterator[tuple[timedelta, str, int]]:
    """How long after its clock began whom to tell; never the author of the message."""
    shift, on_call, leads = (
        [person for person in people if person != flag.author]
        for people in (watch.shift, watch.on_call, watch.leads)
    )
    step = lasts / 5
    if flag.is_for_lead and leads:
        yield from ((step, LEAD, person) for person in leads)
        return
    yield from ((step, SHIFT, person) for person in shift)
    last = lasts
    if flag.level in WAKING:
        is_seen = bool({*shift} & {*watch.awake})
        first = NOW if flag.level == "red" and not is_seen else 3 * step
        for number, person in enumerate(on_call):
            yield first + number * step, ON_CALL, person
        last = min(lasts, first + len(on_call) * step)
    yield from ((last, LEAD, person) for person in leads)
