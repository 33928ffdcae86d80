"""Does it help? Questions over what happened, each with its denominator; nothing is changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Exists, OuterRef, QuerySet

from care import answers
from moderation import flags, words
from rooms.models import Message, Reaction

# Below this nothing is said: a few cases mislead, and may point at somebody.
ENOUGH = 10
SOON, HOUR = timedelta(minutes=10), timedelta(hours=1)


@dataclass(frozen=True)
class FirstLook:
    """How long until a person first looked at the flags of one level."""

    level: str
    flags: int
    looked_at: int
    median: timedelta | None
    slowest: timedelta | None

    @property
    def not_looked_at(self) -> int:
        return self.flags - self.looked_at

    @property
    def is_enough(self) -> bool:
        return self.looked_at >= ENOUGH

    @property
    def median_words(self) -> str:
        return words.lasting(self.median) if self.median is not None else ""

    @property
    def slowest_words(self) -> str:
        return words.lasting(self.slowest) if self.slowest is not None else ""


@dataclass(frozen=True)
class Share:
    """Some of so many."""

    some: int
    of: int

    @property
    def is_enough(self) -> bool:
        return self.of >= ENOUGH

    @property
    def percent(self) -> int:
        return round(100 * self.some / self.of) if self.of else 0


@dataclass(frozen=True)
class Answers:
    """How many messages were answered within ten minutes, and within an hour."""

    soon: Share
    hour: Share
    # Not in the hour's share; they have a reaction from before its time was kept.
    unknown: int


def first_looks(since: datetime) -> list[FirstLook]:
    raised = flags.for_people().filter(raised_at__gte=since)
    pairs = list(raised.values_list("level", "raised_at", "first_seen_at"))
    return [
        _first_look(
            words.LEVELS[level], [(at, seen) for of, at, seen in pairs if of == level]
        )
        for level in flags.LEVELS
    ]


def _first_look(
    level: str, pairs: Iterable[tuple[datetime, datetime | None]]
) -> FirstLook:
    found = list(pairs)
    waits = [seen - raised for raised, seen in found if seen is not None]
    seconds = [wait.total_seconds() for wait in waits]
    return FirstLook(
        level=level,
        flags=len(found),
        looked_at=len(waits),
        median=timedelta(seconds=median(seconds)) if seconds else None,
        slowest=max(waits, default=None),
    )


def answered(since: datetime, now: datetime) -> Answers:
    """Messages in rooms that somebody else answered, by the rule of care.answers."""
    return _answers(answers.written(), since, now)


def first_answered(since: datetime, now: datetime) -> Answers:
    """The same of first messages, by newcomers in their first week."""
    return _answers(answers.first_messages(), since, now)


def _answers(messages: QuerySet[Message], since: datetime, now: datetime) -> Answers:
    """What was written in the last hour still has time, and is left out."""
    written = messages.filter(at__gte=since, at__lte=now - HOUR)
    of = written.count()
    hour = answers.answered(written, HOUR)
    unknown = Reaction.objects.filter(message=OuterRef("pk"), at=None).exclude(
        person=OuterRef("author")
    )
    late = written.exclude(pk__in=hour.values("pk"))
    return Answers(
        soon=Share(answers.answered(written, SOON).count(), of),
        hour=Share(hour.count(), of),
        unknown=late.filter(Exists(unknown)).count(),
    )
