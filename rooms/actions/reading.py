"""Up to where somebody has read: kept for them alone, and told to nobody."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from people import actions as people
from people import inbox
from people.models import Notice, Person
from realtime import streams, tips
from realtime.writer import change
from rooms.models import Membership, Message, Room

# What tells of a message by its address, and is done with once that is read.
CALLS = ("mention", "wrote")
MESSAGE = re.compile(r"#m(\d{1,18})$")


@dataclass(slots=True, frozen=True, order=True)
class Reading:
    """Somebody has seen a room's messages up to this place."""

    room: int
    person: int
    seq: int


@change
def mark_read(room: Room, seq: int, *, by: Person) -> None:
    mark_readings([Reading(room.pk, by.pk, seq)])


def mark_readings(readings: Sequence[Reading]) -> list[None]:
    """All that came while the writer was busy, in one commit; never backwards."""
    with transaction.atomic():
        heads = tips.of([f"room:{reading.room}" for reading in readings])
        # In one order, so that two processes never wait for each other's rows.
        for reading in sorted(readings):
            seq = min(reading.seq, heads[f"room:{reading.room}"].length)
            if seq > 0:
                _move(reading.room, reading.person, seq)
        _see_calls(readings)
    return [None for _ in readings]


def _move(room: int, person: int, seq: int) -> None:
    behind = Q(last_read=None) | Q(last_read__lt=seq)
    Membership.objects.filter(behind, room=room, person=person).update(last_read=seq)


def _see_calls(readings: Sequence[Reading]) -> None:
    """Who has read what calls them by name need not be told of it any more."""
    persons = {reading.person for reading in readings}
    told = Notice.objects.filter(person__in=persons, kind__in=CALLS, seen_at=None)
    waiting = {notice: _message(notice) for notice in told.select_related("person")}
    if not waiting:
        return
    places = dict(Message.objects.in_bulk(waiting.values()))
    done = [
        notice
        for notice, message in waiting.items()
        if _is_done(places.get(message), notice.person_id, readings)
    ]
    # All at once, so that no two processes wait for each other's inboxes.
    with streams.moving({inbox.stream_of(notice.person_id) for notice in done}):
        for notice in done:
            people.mark_notices_seen(notice.person, link=notice.link)


def _message(notice: Notice) -> int:
    found = MESSAGE.search(notice.link)
    return int(found[1]) if found else 0


def _is_done(message: Message | None, person: int, readings: Sequence[Reading]) -> bool:
    """What is gone waits for nobody either."""
    return message is None or any(
        reading.person == person
        and reading.room == message.room_id
        and (message.seq or 0) <= reading.seq
        for reading in readings
    )
