"""The one door to rooms and messages: through it, or 404."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from people.models import Person
from realtime.plain_sql import listed, one_of, pair_of, paired, rows_of
from rooms.hours_models import Break
from rooms.models import Membership, Message, Room


def room_for(person: Person, room_id: int) -> Room:
    """The room, if this person is in it now; absent and forbidden are the same."""
    room = rooms_of(person).filter(pk=room_id).first()
    if room is None:
        raise Http404
    return room


def membership_for(person: Person, room: Room) -> Membership:
    """What holds in a room for somebody who is in it now."""
    member = Membership.objects.filter(room=room, person=person).first()
    if member is None or not member.is_current():
        raise Http404
    return member


def member_in(room: Room, person_id: int) -> Membership:
    """Somebody's membership, for a moderator who is in the same room."""
    member = Membership.objects.filter(room=room, person=person_id).first()
    if member is None or not member.is_current():
        raise Http404
    return member


def rooms_of(person: Person) -> QuerySet[Room]:
    """Every room, thread and check-in that this person is in."""
    here = Membership.objects.filter(
        room=OuterRef("pk"), person=person, left_at=None, removed_at=None
    )
    return Room.objects.filter(Exists(here))


def rooms_for(person: Person) -> list[Room]:
    """The rooms this person may see in the list, each with is_member."""
    membership = Membership.objects.filter(room=OuterRef("pk"), person=person)
    rooms = Room.objects.filter(kind=Room.Kind.ROOM, closed_at=None).annotate(
        is_member=Exists(membership.filter(left_at=None, removed_at=None)),
        is_removed=Exists(membership.exclude(removed_at=None)),
    )
    return [
        room
        for room in rooms.order_by("name")
        if room.is_member or (room.is_open_to_all and not room.is_removed)
    ]


def public_room(person: Person, room_id: int) -> Room:
    """A room as one may look at it before joining."""
    for room in rooms_for(person):
        if room.pk == room_id:
            return room
    raise Http404


def room_to_run(coordinator: Person, room_id: int) -> Room:
    """A room, for who says when it is open; threads and check-ins are nobody's to run."""
    if not coordinator.is_coordinator:
        raise Http404
    room = Room.objects.filter(pk=room_id, kind=Room.Kind.ROOM, closed_at=None).first()
    if room is None:
        raise Http404
    return room


def breaks_ahead(room: Room | None) -> QuerySet[Break]:
    """What is on or comes, in one room or anywhere; the same for everybody."""
    ahead = Break.objects.filter(last_day__gte=timezone.localdate())
    if room is not None:
        ahead = ahead.filter(Q(room=room) | Q(room=None))
    return ahead.select_related("room")


def break_for(coordinator: Person, break_id: int) -> Break:
    found = Break.objects.filter(pk=break_id).first()
    if found is None or not coordinator.is_coordinator:
        raise Http404
    return found


def message_for(person: Person, message_id: int, room_id: int | None = None) -> Message:
    """A message in a room that this person is in; what is held, only for its author."""
    is_open = Q(seq__isnull=False) | Q(author=person)
    messages = Message.objects.filter(is_open, room__in=rooms_of(person), pk=message_id)
    if room_id is not None:
        messages = messages.filter(room__pk=room_id)
    message = messages.select_related("author", "room").first()
    if message is None:
        raise Http404
    return message


def followers_among(pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of these (room, person) pairs who may follow the room's stream."""
    members = rows_of(
        *(Membership, ("id", "room_id", "person_id", "left_at", "removed_at")),
        *(pair_of("room_id", "person_id"), paired(pairs)),
    )
    current = [member for member in members if member.is_current()]
    ids = listed({member.person_id for member in current})
    people = rows_of(Person, ("id", "is_active"), one_of("id"), ids)
    active = {person.pk for person in people if person.is_active}
    return {(m.room_id, m.person_id) for m in current if m.person_id in active}
