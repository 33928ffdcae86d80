"""Slow mode, and pointing out rooms that race, are very busy or have lost their cover."""

import uuid
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from moderation import racing, shifts
from moderation.actions import duty
from people import actions as people
from people import inbox
from people.actions import Refused
from people.models import Person, Role
from realtime.writer import change
from rooms import actions as rooms
from rooms.models import Room

# Seconds between two messages of one person, and their words.
PAUSES = {
    0: "No slow mode",
    15: "One message every 15 seconds",
    30: "One message every 30 seconds",
    60: "One message every minute",
    120: "One message every 2 minutes",
}
# It ends by itself: who switched it on may have gone.
LASTS = timedelta(hours=1)
BUSY_LASTS = timedelta(minutes=10)
NOT_OFFERED = "Please choose one of the times."
RACES = "A room is moving very fast. You can slow it down for everybody."
LOST = "A room has no moderator now. It goes quiet in two minutes unless one comes."
BUSY = "Many people are talking in one room. A second room may help."


@change
def slow_room(room: Room, seconds: int, *, by: Person) -> None:
    duty.check(by)
    if seconds not in PAUSES:
        raise Refused(NOT_OFFERED)
    until = timezone.now() + LASTS if seconds else None
    rooms.slow_room(room, seconds, until=until)


@change
def point_out(racing_rooms: Iterable[Room], busy: Iterable[Room]) -> None:
    """Tells whoever can do something, once an hour; peers see another room on the page."""
    now = timezone.now()
    hour = now.strftime("%Y-%m-%dT%H")
    told: list[tuple[Person, str, str, str]] = []
    for room in racing_rooms:
        told += [(p, RACES, reverse("cover"), f"{room.pk}") for p in _watchers(room)]
    open_now = racing.open_rooms(now)
    for room in busy:
        calmer = racing.calmer_than(room, open_now, now)
        rooms.call_busy(room, until=now + BUSY_LASTS, calmer=calmer)
        told += [(p, BUSY, reverse("room_new"), f"{room.pk}") for p in _coordinators()]
        told += [(p, BUSY, reverse("cover"), f"{room.pk}") for p in _watchers(room)]
    # Inboxes are locked in one order in every process.
    told.sort(key=lambda one: inbox.stream_of(one[0].pk))
    for person, words, link, about in told:
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"{words}:{about}:{hour}:{person.pk}")
        people.notify(person, kind="room_pace", words=words, link=link, key=key)


@change
def tell_of_lost_cover(lost: Iterable[Room]) -> None:
    """Once for each loss, to everybody who is on shift and could take the room."""
    for person in inbox.in_order(shift.moderator for shift in shifts.here()):
        for room in lost:
            about = f"lost:{room.pk}:{room.covered_until}:{person.pk}"
            people.notify(
                person,
                kind="cover_lost",
                words=LOST,
                link=reverse("cover"),
                key=uuid.uuid5(uuid.NAMESPACE_URL, about),
            )


def _watchers(room: Room) -> list[Person]:
    return [shift.moderator for shift in shifts.watching().filter(rooms=room)]


def _coordinators() -> list[Person]:
    able = Q(role__in=[Role.COORDINATOR, Role.LEAD])
    return list(Person.objects.filter(able, is_active=True))
