"""Which rooms race, and which are so busy that a second one may help."""

from datetime import datetime, timedelta

from rooms.models import Message, Room
from rooms.states import State
from rooms.streams import placed

# So many messages within a minute are more than anybody can follow.
RACING, WITHIN = 20, timedelta(minutes=1)
# So many people writing within ten minutes are more than one conversation.
BUSY, LATELY = 15, timedelta(minutes=10)
MOST_READ = 400


def open_rooms(now: datetime) -> list[Room]:
    rooms = Room.objects.filter(kind=Room.Kind.ROOM, closed_at=None, is_practice=False)
    return [room for room in rooms.order_by("name") if room.state(now) == State.OPEN]


def races(room: Room, now: datetime) -> bool:
    """By the time of the one message that would make it so: one row of an index."""
    nth = placed(room.pk).order_by("-seq").values_list("at", flat=True)
    found = nth[RACING - 1 : RACING].first()
    return found is not None and found > now - WITHIN


def is_busy(room: Room, now: datetime) -> bool:
    return _writers(room, now) >= BUSY


def _writers(room: Room, now: datetime) -> int:
    newest = placed(room.pk).order_by("-seq").values("pk")[:MOST_READ]
    lately = Message.objects.filter(pk__in=newest, at__gt=now - LATELY)
    return lately.values("author").distinct().count()


def calmer_than(room: Room, open_now: list[Room], now: datetime) -> Room | None:
    """The open room with the fewest people writing, if anybody may join it."""
    others = [
        other
        for other in open_now
        if other.pk != room.pk and other.is_open_to_all and not is_busy(other, now)
    ]
    return min(others, key=lambda other: _writers(other, now), default=None)
