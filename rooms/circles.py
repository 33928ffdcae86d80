"""Circles as rows of a stream, and who may do what in one."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from people.models import Person, Role
from realtime.plain_sql import listed, one_of, rows_of
from realtime.streams import Row
from rooms.circle_models import Circle, Seat
from rooms.models import Membership

Values = dict[str, Any]

MINUTES = (1, 2, 3, 5, 10)
USUAL_MINUTES = 3
FEWEST, MOST, USUAL = 5, 12, 8
# A sentence may be finished after the time is up.
GRACE = timedelta(seconds=30)


# --- Asking


def open_in(rooms: Collection[int]) -> dict[int, Circle]:
    """By room, the circles that go on there now."""
    found = Circle.objects.filter(room__in=rooms, ended_at=None)
    return {one.room_id: one for one in found.select_related("speaker", "host")}


def may_host(person: Person, member: Membership) -> bool:
    """Staff and mentors, and peers whom a moderator has chosen in this room."""
    return person.role != Role.PEER or member.may_host


def may_lead(circle: Circle, person: Person) -> bool:
    """Its host, and moderators, who answer for the room."""
    return person.pk == circle.host_id or person.is_moderator


def may_speak(circle: Circle, person: Person) -> bool:
    """Whose turn it is, the host, and staff, who may have to say something at once."""
    has_turn = person.pk in {circle.speaker_id, circle.host_id}
    return has_turn or person.is_staff_member


def parts_of(circle: Circle, person: Person, member: Membership) -> set[str]:
    """What this person is in it, as the panel's buttons ask; circle_panel.js alike."""
    seats = {seat.person_id: seat for seat in circle.seats.all()}
    found = {"lead"} if may_lead(circle, person) else set()
    if circle.waits_for == Circle.Waits.HOST and may_host(person, member):
        found |= {"heir"} - ({"heir"} if person.pk == circle.host_id else set())
    if person.pk in seats:
        has_turn = circle.speaker_id == person.pk
        has_hand = seats[person.pk].hand_at is not None
        return found | {"turn" if has_turn else "hand" if has_hand else "seat"}
    if person.pk == circle.host_id:
        return found
    return found | {"full" if len(seats) >= circle.most else "none"}


def seat_of(circle: Circle, person: Person) -> Seat | None:
    return circle.seats.filter(person=person).first()


# --- As rows


def changes(cursors: dict[int, int]) -> dict[int, list[Row]]:
    """By room, the circles that changed after its cursor; mostly none, found out at once
    for all rooms."""
    rows: dict[int, list[Row]] = {room: [] for room in cursors}
    if not cursors:
        return rows
    condition = f"{one_of('room_id')} AND position > %s"
    since = (listed(cursors), min(cursors.values()))
    changed = [one.pk for one in rows_of(Circle, ("id",), condition, *since)]
    if not changed:
        return rows
    for circle in Circle.objects.filter(pk__in=changed).select_related("host"):
        if circle.position > cursors[circle.room_id]:
            rows[circle.room_id].append(row(circle))
    return rows


def now_in(room: int) -> list[Row]:
    """The circle that goes on, as its row; for who begins to follow without a cursor."""
    return [row(circle) for circle in open_in([room]).values()]


def row(circle: Circle) -> Row:
    """Its number is negative on the stream, so that it is never taken for a message's."""
    return Row(-circle.pk, circle.position, values_of(circle))


def values_of(circle: Circle) -> Values:
    seats = circle.seats.select_related("person").order_by("pk")
    return {
        "kind": "circle",
        "id": -circle.pk,
        "position": circle.position,
        "state": state_of(circle),
        "why": circle.ending or circle.waits_for,
        "host": {"id": circle.host_id, "alias": circle.host.alias},
        "minutes": circle.minutes,
        "most": circle.most,
        "speaker": circle.speaker_id,
        "until": circle.turn_ends_at and _moment(circle.turn_ends_at),
        "seats": [
            [seat.person_id, seat.person.alias, seat.hand_at is not None]
            for seat in seats
        ],
    }


def state_of(circle: Circle) -> str:
    if circle.ended_at:
        return "ended"
    return "waiting" if circle.waits_for else "open"


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")
