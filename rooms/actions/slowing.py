"""Slowing a room down, and pointing out one that is busy."""

from datetime import datetime

from realtime.writer import change
from rooms.models import Room


@change
def slow_room(room: Room, seconds: int, *, until: datetime | None) -> None:
    """Everybody waits so long between two messages; 0 ends it."""
    Room.objects.filter(pk=room.pk).update(slow_seconds=seconds, slow_until=until)


@change
def call_busy(room: Room, *, until: datetime, calmer: Room | None) -> None:
    """For so long its page tells of another room, if there is one that is calmer."""
    Room.objects.filter(pk=room.pk).update(busy_until=until, calmer=calmer)
