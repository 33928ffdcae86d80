"""Opening hours and breaks; what they mean for now stands on the room itself."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from realtime.writer import change
from rooms import hours, timetable
from rooms.actions.places import in_turn
from rooms.hours_models import Break, OpenHours
from rooms.models import Room


@change
def add_hours(room: Room, days: Iterable[int], opens: time, closes: time) -> None:
    for day in days:
        OpenHours.objects.get_or_create(
            room=room, weekday=day, opens=opens, closes=closes
        )
    keep_hours()


@change
def remove_hours(room: Room, hours_id: int) -> None:
    """The last ones removed, it opens at any hour."""
    OpenHours.objects.filter(room=room, pk=hours_id).delete()
    keep_hours()


@change
def add_break(name: str, first_day: date, last_day: date, room: Room | None) -> Break:
    kept = Break.objects.create(
        name=name, first_day=first_day, last_day=last_day, room=room
    )
    keep_hours()
    return kept


@change
def remove_break(break_id: int) -> None:
    Break.objects.filter(pk=break_id).delete()
    keep_hours()


@change
def set_holds_unscreened(room: Room, holds: bool) -> None:
    """What screening could not read waits for a moderator, in this room."""
    Room.objects.filter(pk=room.pk).update(holds_unscreened=holds)


@change
def keep_hours() -> None:
    """Gives each room the span that is on or comes next; also for the clock."""
    now = timezone.now()
    with_hours = Q(pk__in=OpenHours.objects.values("room"))
    rooms = Room.objects.filter(with_hours | Q(has_hours=True), closed_at=None)
    # Locked before their hours are read: of two looks, the later one counts.
    for room in in_turn(rooms).prefetch_related("hours"):
        before = _told(room)
        # Over a red flag that somebody owns the span goes on past its end.
        if not _goes_on(room, now):
            _set(room, now)
        if _told(room) != before:
            room.save(
                update_fields=["has_hours", "open_from", "open_until", "shut_for"]
            )


def _told(room: Room) -> tuple[object, ...]:
    return room.has_hours, room.open_from, room.open_until, room.shut_for


def _goes_on(room: Room, now: datetime) -> bool:
    has_ended = room.open_until is not None and room.open_until <= now
    return has_ended and room.takes_messages(now)


def _set(room: Room, now: datetime) -> None:
    week, breaks = timetable.week_of(room), timetable.breaks_of(room)
    zone = timetable.zone()
    span = hours.span_at(week, timetable.rests(breaks), zone, now)
    today = now.astimezone(zone).date()
    on = [b for b in breaks if b.first_day <= today <= b.last_day]
    room.has_hours = bool(week)
    room.open_from = span.start if span else None
    room.open_until = span.end if span else None
    is_open = span is not None and span.has(now)
    room.shut_for = on[0].name if on and week and not is_open else ""
