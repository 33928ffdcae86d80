"""What the rules miss: a week's sample of unflagged messages, and what people reported."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from moderation.models import Report, Severity
from moderation.sample_models import Sampled
from moderation.statistics import Share
from people.models import Person
from rooms.models import Message, Room

SIZE = 20
WEEKS = 8
UNFLAGGED = (Severity.NONE, Severity.NOTE)


@dataclass(frozen=True)
class Missed:
    """How much of what raised no flag should have, as far as was read."""

    share: Share
    read: int
    missed: int
    reported: int


def monday(now: datetime) -> date:
    today = timezone.localtime(now).date()
    return today - timedelta(days=today.weekday())


def to_draw_from(now: datetime) -> QuerySet[Message]:
    """What stands in rooms, was written in seven days, and nobody has flagged."""
    return Message.objects.filter(
        at__gt=now - timedelta(days=7),
        room__kind=Room.Kind.ROOM,
        state=Message.State.SHOWN,
        verdict__severity__in=UNFLAGGED,
        flags=None,
        sampled=None,
    ).exclude(body="")


def next_for(reader: Person) -> Sampled | None:
    """Never their own words; and never what has gone from the room since."""
    waiting = Sampled.objects.filter(answer="", message__state=Message.State.SHOWN)
    waiting = waiting.exclude(message__author=reader).exclude(message__body="")
    return waiting.select_related("message__room", "message__author").first()


def missed(now: datetime) -> Missed:
    since = monday(now) - timedelta(weeks=WEEKS)
    read = Sampled.objects.filter(week__gte=since).exclude(answer="")
    count, of = read.filter(answer=Sampled.Answer.MISSED).count(), read.count()
    return Missed(Share(count, of), of, count, reported(now).count())


def reported(now: datetime) -> QuerySet[Report]:
    """Messages that people pointed at and no rule had."""
    since = now - timedelta(weeks=WEEKS)
    doors = [Report.Door.WORRIED, Report.Door.RULES]
    return Report.objects.filter(
        at__gt=since, door__in=doors, message__verdict__severity__in=UNFLAGGED
    )
