"""Which flags' words have been kept long enough, and which of a person's may go now."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from moderation import policies
from moderation.models import Decision, Flag, Outcome
from people.models import Person
from rooms.models import Message, Room


def without_concern() -> QuerySet[Flag]:
    """Decided to be nothing, and old enough."""
    return _older("flags", _kept().filter(~Exists(_concerns())))


def with_concern() -> QuerySet[Flag]:
    """Held apart for safeguarding, for years; then these too."""
    return _older("concerns", _kept().filter(Exists(_concerns())))


def may_go(author: Person) -> QuerySet[Flag]:
    """What somebody wrote, was flagged, and was no concern: theirs to have erased."""
    return about(author).filter(~Exists(_concerns()), state=Flag.State.RESOLVED)


def must_stay(author: Person) -> QuerySet[Flag]:
    """What is still looked at, or was a concern: safeguarding keeps it."""
    return about(author).exclude(pk__in=may_go(author).values("pk"))


def about(author: Person) -> QuerySet[Flag]:
    return Flag.objects.filter(message__author=author, erased_at=None)


def rooms_to_clear() -> Iterator[tuple[Room, datetime]]:
    """Rooms with messages that are too old, and the moment before which they are."""
    now = timezone.now()
    old = Message.objects.filter(room=OuterRef("pk"))
    old = old.exclude(state=Message.State.EXPIRED)
    before = now - timedelta(days=policies.longest_of_a_day("retention", "rooms"))
    kinds = [Room.Kind.ROOM, Room.Kind.CHECK_IN]
    aged = Room.objects.filter(Exists(old.filter(at__lt=before)), kind__in=kinds)
    yield from ((room, before) for room in aged)
    ended = ended_before()
    over = Room.objects.filter(Exists(old), mentorship__ended_at__lt=ended)
    yield from ((room, now) for room in over)
    beside = Room.objects.filter(Exists(old), support__mentorship__ended_at__lt=ended)
    yield from ((room, now) for room in beside)


def ended_before() -> datetime:
    """What belongs to mentorships that ended before then goes."""
    return timezone.now() - threads_kept_for()


def threads_kept_for() -> timedelta:
    return timedelta(days=policies.longest_of_a_day("retention", "threads"))


def _kept() -> QuerySet[Flag]:
    return Flag.objects.filter(state=Flag.State.RESOLVED, erased_at=None)


def _older(term: str, flags: QuerySet[Flag]) -> QuerySet[Flag]:
    days = timedelta(days=policies.longest_of_a_day("retention", term))
    return flags.filter(resolved_at__lt=timezone.now() - days).order_by("resolved_at")


def _concerns() -> QuerySet[Decision]:
    """Decisions that it was more than nothing."""
    made = Decision.objects.filter(flag=OuterRef("pk"))
    return made.exclude(outcome=Outcome.NO_CONCERN)
