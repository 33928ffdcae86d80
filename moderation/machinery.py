"""Whether what watches over people works: the clock, and the way of a flag to the board."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from moderation.models import Flag, Verdict
from moderation.paging_models import Pulse
from rooms.models import Message, Room

CLOCK, CANARY = "clock", "canary"
CANARY_EVERY = timedelta(minutes=5)
CANARY_LATE = timedelta(seconds=10)
# Looked at as a danger by any rules worth having; the canary's own words.
CANARY_SAYS = "I am going to kill myself tonight."


def last_beat() -> datetime | None:
    """When a clock, on whichever machine, last said that it goes on."""
    return Pulse.objects.filter(name=CLOCK).values_list("at", flat=True).first()


def newest_canary() -> Message | None:
    """The last one sent, with whether and when the board had it."""
    return Message.objects.filter(room__kind=Room.Kind.CANARY).order_by("-pk").first()


def was_heard(canary: Message) -> bool:
    """A process handed it to whoever follows the board, in time."""
    heard = canary.at + CANARY_LATE
    return Flag.objects.filter(message=canary, first_seen_at__lte=heard).exists()


def unscreened(after: int) -> QuerySet[Message]:
    """Messages without a verdict: there should be none."""
    verdict = Verdict.objects.filter(message=OuterRef("pk"))
    return Message.objects.filter(~Exists(verdict), pk__gt=after).order_by("pk")


def screening_failed_since(since: datetime) -> bool:
    """A failure is a flag of its own kind, so that few rows are asked."""
    return Flag.objects.filter(concern="unscanned", raised_at__gte=since).exists()
