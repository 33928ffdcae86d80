"""What one person can bear: breaks, limits, what they would rather not have today."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone

from moderation import flags, policies, shifts, words
from moderation.models import Decision, Flag, Shift
from moderation.seconding_models import Proposal
from moderation.shift_models import Exposure
from people.models import Person

ASK_WITHIN = timedelta(minutes=15)
RED = {"flag__level": Flag.Level.RED}
URGENT = frozenset([Flag.Level.RED, Flag.Level.AMBER])


@dataclass(frozen=True)
class Load:
    """What somebody carries now, and what the lead lets them carry."""

    reds: int = 0
    most_reds: int = 0
    on_for: timedelta = timedelta()
    longest: timedelta = timedelta()
    break_left: timedelta | None = None
    # Of it, what is not for having agreed to what somebody else decided.
    own_break_left: timedelta | None = None
    avoids: frozenset[str] = frozenset()

    @property
    def is_long(self) -> bool:
        return self.on_for >= self.longest

    @property
    def break_words(self) -> str:
        return words.lasting(self.break_left) if self.break_left else ""


def load(person: Person) -> Load:
    limits, shift, now = policies.terms("shifts"), shifts.of(person), timezone.now()
    since = shifts.on_since(shift) if shift else now
    lasts = timedelta(minutes=limits["minutes"])
    return Load(
        reds=_reds(person, since) if shift else 0,
        most_reds=limits["reds"],
        on_for=now - since,
        longest=timedelta(hours=limits["hours"]),
        break_left=_break_left(_left_behind(person, now - lasts), lasts, now),
        own_break_left=_break_left(_carried(person, now - lasts), lasts, now),
        avoids=frozenset(shift.avoids) if shift else frozenset(),
    )


def why_not(flag: Flag, person: Person) -> str | None:
    """Why somebody should leave a flag to others; never a red that nobody else can take."""
    reason = _reason(flag, load(person))
    if reason is None:
        return None
    colleague = _able(flag, person)
    if colleague:
        return f"{reason} {colleague.alias} is here and can take this."
    return None if flag.level in URGENT else f"{reason} This can wait a little."


def _reason(flag: Flag, load: Load) -> str | None:
    if load.break_left:
        return f"You have a break for another {load.break_words}, after a red flag."
    if flag.level == Flag.Level.RED and load.reds >= load.most_reds:
        return "You have had enough red flags for one shift."
    if load.is_long:
        return f"You have been on for {words.lasting(load.on_for)}, which is enough."
    if flag.concern in load.avoids:
        return "You asked not to have this concern today."
    return None


def _able(flag: Flag, person: Person) -> Person | None:
    """A colleague who is really here, not asleep, and has no such reason."""
    others = shifts.watching().exclude(moderator=person)
    needs_lead = flags.needs_lead(flag)
    for shift in others.exclude(moderator=flag.message.author_id):
        is_able = shift.moderator.is_lead or not needs_lead
        if is_able and _would_take(flag, load(shift.moderator)):
            return shift.moderator
    return None


def _would_take(flag: Flag, load: Load) -> bool:
    """Where two share a shift, whoever only agreed goes before whoever decided."""
    return _reason(flag, replace(load, break_left=load.own_break_left)) is None


def willing(flag: Flag, here: Iterable[Shift]) -> list[int]:
    """Whom to tell of a flag: those who avoid its concern only if there is nobody else."""
    on = list(here)
    able = [shift.moderator_id for shift in on if flag.concern not in shift.avoids]
    return able or [shift.moderator_id for shift in on]


def _reds(person: Person, since: datetime) -> int:
    """Different red flags left behind since then, or held now."""
    behind = {flag for flag, _ in _left_behind(person, since)}
    held = Flag.objects.filter(claimed_by=person, state=Flag.State.CLAIMED)
    reds = held.filter(level=Flag.Level.RED).values_list("pk", flat=True)
    return len(behind | set(reds))


def _break_left(
    behind: Iterable[tuple[int, datetime]], lasts: timedelta, now: datetime
) -> timedelta | None:
    last = max((at for _, at in behind), default=None)
    # A clock that was set back must not make a break of hours.
    if last is None or not last <= now < last + lasts:
        return None
    return last + lasts - now


def _left_behind(person: Person, since: datetime) -> list[tuple[int, datetime]]:
    """Red flags and when: carried by themselves, or answered as the second person."""
    second = Proposal.objects.filter(second=person, answered_at__gte=since, **RED)
    return _carried(person, since) + _seen(second.values_list("flag_id", "answered_at"))


def _carried(person: Person, since: datetime) -> list[tuple[int, datetime]]:
    """Red flags and when: decided, or read and given up."""
    decided = Decision.objects.filter(by=person, at__gte=since, **RED)
    given_up = Exposure.objects.filter(person=person, given_up_at__gte=since, **RED)
    return _seen(decided.values_list("flag_id", "at")) + _seen(
        given_up.values_list("flag_id", "given_up_at")
    )


def _seen(
    found: Iterable[tuple[int, datetime | None]],
) -> list[tuple[int, datetime]]:
    return [(flag, at) for flag, at in found if at]


@dataclass(frozen=True)
class Asking:
    """A buddy to be asked to see how somebody is, after this red flag."""

    decision: int
    moderator: Person
    buddy: Person


def buddies_to_ask() -> list[Asking]:
    """For each red flag decided a short while ago by somebody whose shift goes on."""
    since = timezone.now() - ASK_WITHIN
    made = Decision.objects.filter(flag__level=Flag.Level.RED, at__gt=since)
    buddies = {
        shift.moderator_id: shift.buddy
        for shift in shifts.current().select_related("buddy")
        if shift.buddy
    }
    decided = made.filter(by__in=buddies).select_related("by").order_by("pk")
    return [Asking(one.pk, one.by, buddies[one.by_id]) for one in decided]


# --- What somebody has read, for themselves


def has_read(flag: Flag, person: Person) -> bool:
    return Exposure.objects.filter(flag=flag, person=person).exists()


PERIODS = (("today", 1), ("the last 7 days", 7), ("the last 28 days", 28))


def exposure(person: Person) -> list[dict[str, Any]]:
    """How many flags of each level one has read, by period; the concerns by name."""
    now = timezone.now()
    return [
        {"period": name, **_read_since(person, now - timedelta(days=days))}
        for name, days in PERIODS
    ]


def _read_since(person: Person, since: datetime) -> dict[str, Any]:
    read = Exposure.objects.filter(person=person, at__gte=since)
    by_level = dict(read.values_list("flag__level").annotate(n=Count("pk")))
    concerns = read.values_list("flag__concern").annotate(n=Count("pk")).order_by("-n")
    return {
        "levels": [
            (Flag.Level(level).label, by_level.get(level, 0)) for level in Flag.Level
        ],
        "concerns": [(words.concern(concern), n) for concern, n in concerns],
        "all": sum(by_level.values()),
    }
