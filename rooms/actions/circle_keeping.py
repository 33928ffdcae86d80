"""What happens to circles by time: turns end, hosts get lost and come back, rooms close."""

from datetime import datetime, timedelta

from django.utils import timezone

from realtime import roster, streams
from realtime.one_by_one import each
from realtime.writer import change
from rooms import circles
from rooms.actions import circle_steps as steps
from rooms.circle_models import Circle
from rooms.models import Membership, Room

# A circle waits so long for its host, or for its room; then it ends.
PATIENCE = timedelta(minutes=5)


def keep_circles() -> None:
    """The clock's job; safe to run twice. Most of the time it only looks."""
    each(Circle.objects.filter(ended_at=None).select_related("room", "host"), _keep)


def _keep(circle: Circle) -> None:
    if _is_seen(circle):
        _renew(circle)
    if _is_due(circle, timezone.now()):
        tend_circle(circle.room)


def _is_seen(circle: Circle) -> bool:
    """Whether the host has a line now, and it must be written down again."""
    runs_out = circle.host_until < timezone.now() + steps.SEEN / 2
    return runs_out and circle.host_id in roster.followers(circle.room.stream)


@change
def _renew(circle: Circle) -> None:
    until = timezone.now() + steps.SEEN
    Circle.objects.filter(pk=circle.pk, ended_at=None).update(host_until=until)
    circle.host_until = until


def _is_due(circle: Circle, now: datetime) -> bool:
    """Whether anything has to change, judged without a lock."""
    return (
        _why_it_waits(circle, circle.room, now) != circle.waits_for
        or _is_given_up(circle, now)
        or (not circle.waits_for and _is_turn_over(circle, now))
    )


@change
def tend_circle(room: Room) -> None:
    """One step: it ends, waits, goes on, or the turn goes to the next."""
    with streams.moving([room.stream]) as lines:
        room.refresh_from_db()
        circle = circles.open_in([room.pk]).get(room.pk)
        now = timezone.now()
        if circle is None or not _is_due(circle, now):
            return
        waits_for = _why_it_waits(circle, room, now)
        if _is_given_up(circle, now) or room.closed_at is not None:
            lost = circle.waits_for == Circle.Waits.HOST
            steps.close(circle, Circle.Ending.LOST if lost else Circle.Ending.ROOM)
        elif waits_for:
            steps.wait(circle, waits_for, now)
        elif circle.waits_for:
            steps.go_on(circle, circle.waits_for)
        else:
            steps.move_on(circle)
        steps.tell(circle, lines[room.stream])


def _why_it_waits(circle: Circle, room: Room, now: datetime) -> str:
    if not room.takes_messages(now):
        return Circle.Waits.ROOM
    is_here = circle.host_until > now and _is_able(circle, circle.host_id)
    return "" if is_here else Circle.Waits.HOST


def _is_given_up(circle: Circle, now: datetime) -> bool:
    since = circle.waits_since
    return since is not None and now - since > PATIENCE


def _is_turn_over(circle: Circle, now: datetime) -> bool:
    """Time is up and the last sentence written, or the speaker may not write any more."""
    if circle.speaker_id is None or circle.turn_ends_at is None:
        return False
    is_late = now > circle.turn_ends_at + circles.GRACE
    return is_late or not _is_able(circle, circle.speaker_id)


def _is_able(circle: Circle, person: int) -> bool:
    member = Membership.objects.filter(room=circle.room_id, person=person)
    found = member.select_related("person").first()
    return found is not None and steps.may_write(found)
