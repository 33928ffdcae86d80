"""What is done in a circle: opening, sitting down, turns, hands, and its end.

Each is refused in words, or done and told on the room's stream in the same commit.
"""

from django.utils import timezone

from people.models import Person
from realtime import streams
from realtime.sources import Refusal
from realtime.writer import change
from rooms import circle_refusals as no
from rooms import circles
from rooms.actions import circle_steps as steps
from rooms.circle_models import Circle, Seat
from rooms.models import Membership, Room
from rooms.posting import NOT_FOUND

# --- Opening and ending


@change
def open_circle(room: Room, *, by: Person, minutes: int, most: int) -> Refusal | None:
    """Begins a circle in an open room; whoever opens it is its host."""
    with streams.moving([room.stream]) as lines:
        room.refresh_from_db()
        if _is_open_so(room, by, minutes, most):
            return None
        refusal = _why_not_open(room, by)
        if refusal is None:
            circle = Circle(room=room, host=by, minutes=minutes, most=most)
            steps.be_seen(circle, steps.ACTED)
            Room.objects.filter(pk=room.pk).update(has_circle=True)
            steps.tell(circle, lines[room.stream])
    return refusal


def _is_open_so(room: Room, by: Person, minutes: int, most: int) -> bool:
    """A second tap on the same form finds what the first one opened."""
    circle = circles.open_in([room.pk]).get(room.pk)
    wish = (by.pk, minutes, most)
    return circle is not None and wish == (circle.host_id, circle.minutes, circle.most)


def _why_not_open(room: Room, by: Person) -> Refusal | None:
    member = steps.member(room, by)
    if member is None or room.kind != Room.Kind.ROOM:
        return NOT_FOUND
    if not circles.may_host(by, member):
        return no.NOT_A_HOST
    if not steps.may_write(member):
        return no.MAY_NOT_WRITE
    if not room.takes_messages(timezone.now()):
        return no.NOT_OPEN
    return no.ONE_IS_ON if circles.open_in([room.pk]) else None


@change
def end_circle(room: Room, *, by: Person) -> Refusal | None:
    def end(circle: Circle, _: Membership) -> Refusal | None:
        if not circles.may_lead(circle, by):
            return no.NOT_THE_HOST
        is_host = circle.host_id == by.pk
        steps.close(circle, Circle.Ending.HOST if is_host else Circle.Ending.STAFF)
        return None

    return _if_one_is_on(steps.act(room, by, end))


# --- Seats and hands


@change
def sit_down(room: Room, *, by: Person) -> Refusal | None:
    """Takes a seat, to have turns; sitting twice is sitting once."""

    def sit(circle: Circle, member: Membership) -> Refusal | None:
        if circles.seat_of(circle, by):
            return None
        if circle.host_id == by.pk:
            return no.YOU_HOST
        if not steps.may_write(member):
            return no.MAY_NOT_WRITE
        if circle.seats.count() >= circle.most:
            return no.FULL
        Seat.objects.create(circle=circle, person=by)
        return None

    return steps.act(room, by, sit)


@change
def stand_up(room: Room, *, by: Person) -> Refusal | None:
    """Leaves the circle and goes on listening; a turn that was theirs goes on to the next."""

    def stand(circle: Circle, _: Membership) -> Refusal | None:
        Seat.objects.filter(circle=circle, person=by).delete()
        if circle.speaker_id == by.pk:
            steps.move_on(circle)
        return None

    return _if_one_is_on(steps.act(room, by, stand))


@change
def raise_hand(room: Room, *, by: Person, up: bool = True) -> Refusal | None:
    def lift(circle: Circle, _: Membership) -> Refusal | None:
        seat = circles.seat_of(circle, by)
        if seat is None:
            return no.NOT_SEATED
        seat.hand_at = (seat.hand_at or timezone.now()) if up else None
        seat.save(update_fields=["hand_at"])
        return None

    return steps.act(room, by, lift)


# --- Turns


@change
def pass_turn(room: Room, *, by: Person) -> Refusal | None:
    """Without a word, or after the last one: the turn goes on. Twice is once."""

    def hand_on(circle: Circle, _: Membership) -> Refusal | None:
        if circles.seat_of(circle, by) is None:
            return no.NOT_SEATED
        if circle.speaker_id == by.pk:
            steps.move_on(circle)
        return None

    return _if_one_is_on(steps.act(room, by, hand_on))


@change
def give_turn(room: Room, *, by: Person, after: int | None = None) -> Refusal | None:
    """The host gives the next person their turn. `after` is whose turn that ends, none's
    for the first: who taps twice, or while somebody passes, takes no turn from the next."""

    def give(circle: Circle, _: Membership) -> Refusal | None:
        if not circles.may_lead(circle, by):
            return no.NOT_THE_HOST
        if circle.speaker_id == after:
            steps.move_on(circle)
        return None

    return steps.act(room, by, give)


# --- The host


@change
def take_over(room: Room, *, by: Person) -> Refusal | None:
    """Another host carries on: while it waits for its own, or a moderator at any time."""

    def take(circle: Circle, member: Membership) -> Refusal | None:
        if not circles.may_host(by, member) or not steps.may_write(member):
            return no.NOT_A_HOST
        waits = circle.waits_for == Circle.Waits.HOST
        if not waits and not circles.may_lead(circle, by):
            return no.HOST_IS_HERE
        Seat.objects.filter(circle=circle, person=by).delete()
        if circle.speaker_id == by.pk:
            steps.move_on(circle)
        circle.host = by
        return None

    return steps.act(room, by, take)


@change
def be_here(room: Room, *, by: Person) -> Refusal | None:
    """A host without a line says that they are there; told to nobody."""
    with streams.moving([room.stream]):
        circle = circles.open_in([room.pk]).get(room.pk)
        if circle is None or circle.host_id != by.pk:
            return no.NOT_THE_HOST
        steps.be_seen(circle, steps.ACTED)
        circle.save(update_fields=["host_until"])
    return None


def _if_one_is_on(answer: Refusal | None) -> Refusal | None:
    """What ends something is done where nothing is on: so twice is once."""
    return None if answer is no.NONE_HERE else answer


@change
def choose_host(member: Membership, *, may: bool) -> None:
    """Lets a peer host circles in one room, or no longer."""
    Membership.objects.filter(pk=member.pk).update(may_host=may)
