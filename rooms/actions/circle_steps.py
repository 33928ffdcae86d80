"""What the verbs of a circle and its clock have in common; always under the room's lock."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from people.models import Person
from realtime import streams
from realtime.sources import Refusal
from realtime.streams import Line
from rooms import circle_refusals as no
from rooms import circles, turns
from rooms.circle_models import Circle, Seat
from rooms.models import Membership, Room
from rooms.posting import NOT_FOUND

# Who has no line, only forms, is taken to be there for so long after each act.
ACTED = timedelta(minutes=3)
# Whose line is seen, for so long.
SEEN = timedelta(seconds=60)


def act(
    room: Room, by: Person, do: Callable[[Circle, Membership], Refusal | None]
) -> Refusal | None:
    """Under the room's lock; what is refused changes nothing and tells nobody."""
    with streams.moving([room.stream]) as lines:
        who = member(room, by)
        circle = circles.open_in([room.pk]).get(room.pk)
        if who is None or circle is None:
            return NOT_FOUND if who is None else no.NONE_HERE
        refusal = do(circle, who)
        if refusal is None:
            if circle.host_id == by.pk:
                be_seen(circle, ACTED)
                go_on(circle, Circle.Waits.HOST)
            tell(circle, lines[room.stream])
    return refusal


def member(room: Room, person: Person) -> Membership | None:
    found = Membership.objects.filter(room=room, person=person)
    one = found.select_related("person").first()
    return one if one is not None and one.is_current() else None


def may_write(member: Membership) -> bool:
    is_muted = bool(member.muted_for())
    return member.is_current() and not is_muted and not member.person.is_suspended()


def be_seen(circle: Circle, lasts: timedelta) -> None:
    until = timezone.now() + lasts
    circle.host_until = max(until, circle.host_until or until)


def close(circle: Circle, ending: str) -> None:
    """The room is everybody's again; seats are forgotten, for who sat there is theirs."""
    circle.ended_at = timezone.now()
    circle.ending = ending
    circle.speaker = circle.turn_ends_at = None
    circle.waits_for = ""
    circle.seats.all().delete()
    Room.objects.filter(pk=circle.room_id).update(has_circle=False)


def wait(circle: Circle, what_for: str, now: datetime) -> None:
    """Its clock stands still, so that nobody's turn runs out over a lost line."""
    if circle.turn_ends_at is not None:
        left = (circle.turn_ends_at - now).total_seconds()
        circle.seconds_left = max(0, int(left))
        circle.turn_ends_at = None
    circle.waits_since = circle.waits_since or now
    circle.waits_for = what_for


def go_on(circle: Circle, waited_for: str) -> None:
    """Where it stood, with the time that was left."""
    if circle.waits_for != waited_for:
        return
    circle.waits_for, circle.waits_since = "", None
    if circle.speaker_id is not None:
        left = timedelta(seconds=circle.seconds_left)
        circle.turn_ends_at = timezone.now() + left


def tell(circle: Circle, line: Line) -> None:
    circle.position = line.next_position()
    circle.save()
    line.rows.append(circles.row(circle))


def move_on(circle: Circle) -> None:
    """To whoever is next and can write now; with nobody else, nobody has the turn."""
    seats = {seat.person_id: seat for seat in _able_seats(circle)}
    places = [turns.Place(i, seat.turns, seat.hand_at) for i, seat in seats.items()]
    circle.speaker_id = turns.next_speaker(places, circle.speaker_id)
    circle.turn_ends_at = None
    if circle.speaker_id is not None:
        seat = seats[circle.speaker_id]
        seat.turns, seat.hand_at = seat.turns + 1, None
        seat.save(update_fields=["turns", "hand_at"])
        circle.turn_ends_at = timezone.now() + timedelta(minutes=circle.minutes)
        circle.seconds_left = circle.minutes * 60
        if circle.waits_for:
            circle.turn_ends_at = None


def _able_seats(circle: Circle) -> list[Seat]:
    """Those who are still in the room and may write; the others keep their seat."""
    seats = list(circle.seats.select_related("person").order_by("pk"))
    members = Membership.objects.filter(
        room=circle.room_id, person__in=[seat.person_id for seat in seats]
    ).select_related("person")
    able = {member.person_id for member in members if may_write(member)}
    return [seat for seat in seats if seat.person_id in able]
