"""Slow mode: who wrote lately in rooms where everybody waits between two messages."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils.functional import lazy

from people.models import Person
from realtime.later import later as _
from realtime.sources import Refusal
from rooms import posting, words
from rooms.models import Message, Room

Latest = dict[tuple[int, int], datetime]  # by room and author


def latest_in(rooms: Iterable[Room], authors: Iterable[int], now: datetime) -> Latest:
    """Asks nothing of the database where no room is slow, which is nearly always."""
    slow = {room.pk: room.pause(now) for room in rooms if room.pause(now)}
    if not slow:
        return {}
    since = now - timedelta(seconds=max(slow.values()))
    said = Message.objects.filter(room__in=slow, author__in=authors, at__gt=since)
    found = said.values_list("room", "author").annotate(Max("at"))
    return {(room, author): at for room, author, at in found}


def refusal(
    room: Room, author: Person, last: datetime | None, now: datetime
) -> Refusal | None:
    """Whether they must wait; staff need not, for what they say may be about safety."""
    pause = room.pause(now)
    if not pause or last is None or author.is_staff_member:
        return None
    left = last + timedelta(seconds=pause) - now
    if left <= timedelta(0):
        return None
    told = _("%(slow)s Yours goes by itself as soon as it may.", slow=_slow(pause))
    return posting.slow(told, int(left.total_seconds() * 1000) + 1)


_slow = lazy(words.slow, str)
