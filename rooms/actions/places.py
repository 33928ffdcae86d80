"""Rooms and who is in them: opening, joining, leaving, muting, removing, covering."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from people.models import Person
from realtime import revocations, streams
from realtime.writer import change
from rooms.models import Membership, Room


@change
def open_room(
    *,
    by: Person | None,
    name: str,
    purpose: str = "",
    rules: str = "",
    needs_cover: bool = True,
    is_open_to_all: bool = True,
) -> Room:
    """A room where peers talk; whoever opens it is in it."""
    room = Room.objects.create(
        name=name,
        purpose=purpose,
        rules=rules,
        needs_cover=needs_cover,
        is_open_to_all=is_open_to_all,
    )
    streams.begin(room.stream)
    if by is not None:
        join_room(room, by=by)
    return room


@change
def describe_room(room: Room, *, by: Person, **words: str | bool) -> None:
    """What a room says of itself to whoever looks before joining."""
    for name, value in words.items():
        setattr(room, name, value)
    room.save(update_fields=list(words))


@change
def open_private_room(kind: str, name: str, members: Sequence[Person]) -> Room:
    """A thread or a check-in: for exactly these people, at any hour."""
    room = Room.objects.create(
        kind=kind, name=name, needs_cover=False, is_open_to_all=False
    )
    streams.begin(room.stream)
    Membership.objects.bulk_create(
        [Membership(room=room, person=person) for person in members]
    )
    return room


@change
def close_room(room: Room) -> None:
    """Ends the writing, from this commit on; who could read it still can."""
    with streams.moving([room.stream]):
        Room.objects.filter(pk=room.pk, closed_at=None).update(closed_at=timezone.now())


@change
def join_room(
    room: Room, *, by: Person, listens: bool | None = None
) -> Membership | None:
    """Lets somebody in, perhaps just to listen; None if they were removed from here."""
    member, _ = Membership.objects.get_or_create(room=room, person=by)
    if member.removed_at is not None:
        return None
    member.left_at = None
    if listens is not None:
        member.is_listening = listens
    member.save(update_fields=["left_at", "is_listening"])
    return member


@change
def leave_room(room: Room, *, by: Person) -> None:
    Membership.objects.filter(room=room, person=by, left_at=None).update(
        left_at=timezone.now()
    )
    revocations.revoke(by.pk, stream=room.stream)


@change
def mute_member(room: Room, person: Person, *, until: datetime) -> None:
    """Pauses somebody's writing in one room; they can still read and react."""
    with streams.moving([room.stream]):
        Membership.objects.filter(room=room, person=person).update(muted_until=until)


@change
def remove_member(room: Room, person: Person) -> None:
    """Takes somebody out of a room: no writing from this commit, no reading within 1 s."""
    with streams.moving([room.stream]):
        Membership.objects.update_or_create(
            room=room, person=person, defaults={"removed_at": timezone.now()}
        )
        revocations.revoke(person.pk, stream=room.stream)


@change
def readmit_member(room: Room, person: Person) -> None:
    """Lets somebody back who was taken out."""
    Membership.objects.filter(room=room, person=person).update(removed_at=None)


def in_turn(rooms: QuerySet[Room]) -> QuerySet[Room]:
    """Locked, and in one order, so that no two processes wait for each other's."""
    return rooms.order_by("pk").select_for_update(no_key=True)


def _update(rooms: QuerySet[Room], **fields: datetime) -> None:
    ids = list(in_turn(rooms).values_list("pk", flat=True))
    Room.objects.filter(pk__in=ids).update(**fields)


@change
def renew_cover(room_ids: Sequence[int], *, until: datetime) -> None:
    _update(Room.objects.filter(pk__in=room_ids), covered_until=until)


@change
def shorten_cover(*, until: datetime) -> None:
    """Nothing is covered or kept open for longer; else a clock was put back since."""
    _update(Room.objects.filter(covered_until__gt=until), covered_until=until)
    _update(Room.objects.filter(stays_open_until__gt=until), stays_open_until=until)


@change
def set_next_watches(next_at: dict[int, datetime]) -> None:
    """By room, when somebody is next planned to watch over it; for all others, nobody."""
    rooms = Room.objects.filter(kind=Room.Kind.ROOM, closed_at=None)
    for room in rooms.order_by("pk"):
        at = next_at.get(room.pk)
        if room.next_watch_at != at:
            room.next_watch_at = at
            room.save(update_fields=["next_watch_at"])


@change
def set_needs_cover(room: Room, needs_cover: bool) -> None:
    """A safeguarding lead decides; moderation keeps who, why and until when."""
    Room.objects.filter(pk=room.pk).update(needs_cover=needs_cover)


@change
def end_cover(room_ids: Sequence[int]) -> None:
    """Begins the closing round of what is covered now; nothing else opens by it."""
    now = timezone.now()
    covered = Room.objects.filter(pk__in=room_ids, covered_until__gt=now)
    _update(covered, covered_until=now)


@change
def keep_open(room_ids: Sequence[int], *, until: datetime) -> None:
    """Puts off the silence of rooms that are open; a quiet one stays quiet."""
    now = timezone.now()
    for room in in_turn(Room.objects.filter(pk__in=room_ids)):
        if room.takes_messages(now):
            room.stays_open_until = until
            room.save(update_fields=["stays_open_until"])
