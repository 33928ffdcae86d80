"""What somebody wrote in a quiet room and only they and moderators see: how it fares."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from people.models import Person
from rooms import held_words
from rooms.models import Message, Room

# A no stays on its author's page for so long, or until it is taken back.
NO_STAYS = timedelta(days=7)
MOST = 20


@dataclass(frozen=True)
class Waiting:
    """A held message as its author sees it."""

    id: int
    body: str
    at: datetime
    words: str


# What the browser's own copies are made from.
BLANK = Waiting(0, "", timezone.now(), "")


def of(person: Person, room: Room) -> list[Waiting]:
    """This person's own in this room, oldest first."""
    mine = _unplaced().filter(room=room, author=person).order_by("-pk")[:MOST]
    return [
        Waiting(m.pk, m.body, m.at, held_words.waiting(m.state, m.why_not, room.kind))
        for m in reversed(mine)
    ]


def _unplaced() -> QuerySet[Message]:
    """An index has only these few: this is asked on every page of a room."""
    recent = timezone.now() - NO_STAYS
    is_no = Q(state=Message.State.REFUSED, at__gt=recent)
    return Message.objects.filter(Q(state=Message.State.HELD) | is_no, seq=None)


def for_moderators() -> QuerySet[Message]:
    """All that is held in rooms now, the longest waiting first."""
    return _held().exclude(room__kind=Room.Kind.THREAD)


def for_coordinators() -> QuerySet[Message]:
    """What may hold a way to be reached, between two; the longest waiting first."""
    return _held().filter(room__kind=Room.Kind.THREAD)


def _held() -> QuerySet[Message]:
    held = Message.objects.filter(state=Message.State.HELD, seq=None)
    return held.select_related("room", "author").order_by("at", "pk")
