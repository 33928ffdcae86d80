"""Telling people that they were written to in a thread, at the times they chose."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from mentoring import delivering
from mentoring.models import ReadingTimes, Undelivered
from people import inbox, rest
from people.actions import notify
from people.models import Person
from people.said import said
from realtime import streams
from realtime.one_by_one import each
from realtime.writer import change
from rooms.models import Membership, Message, Room
from rooms.posting import Posted

KIND = "wrote"
WROTE = gettext_noop("%(who)s has written to you.")
WROTE_ABOUT = gettext_noop("%(who)s has written about a mentorship.")
# What one is told of, and where it is read.
PAGES = {Room.Kind.THREAD: "thread", Room.Kind.SUPPORT: "support"}
# Who was told and has not looked yet is told again the next day, not each minute.
AGAIN_AFTER = timedelta(hours=20)


@change
def choose_times(days: Collection[int], hours: Collection[int], *, by: Person) -> None:
    """Hours of weekdays; none of either: as it comes. What waits goes by the new times."""
    if days and hours:
        ReadingTimes.objects.update_or_create(
            person=by, defaults={"days": sorted(days), "hours": sorted(hours)}
        )
    else:
        ReadingTimes.objects.filter(person=by).delete()
    due = _next(Person.objects.get(pk=by.pk), timezone.now())
    Undelivered.objects.filter(person=by).update(due_at=due)


def note_unread(posted: Iterable[Posted]) -> None:
    """Part of the change in which something was said; who answers has read the rest."""
    new = [p for p in posted if p.message.seq]
    authors: dict[int, set[int]] = defaultdict(set)
    for one in new:
        authors[one.message.room_id].add(one.author.pk)
        if not one.is_beside:
            mine = Undelivered.objects.filter(room=one.message.room_id)
            mine.filter(person=one.author.pk).delete()
    members = _members(authors)
    _wait_for([m for m in members if authors[m.room_id] - {m.person_id}])


def note_released(message: Message) -> None:
    """Its author wrote it long ago, and may not have read what came since."""
    members = _members([message.room_id])
    _wait_for([one for one in members if one.person_id != message.author_id])


def _members(rooms: Collection[int]) -> list[Membership]:
    here = Membership.objects.filter(
        room__in=rooms, room__kind__in=PAGES, left_at=None, removed_at=None
    )
    return list(here.select_related("person__reading_times"))


def _wait_for(readers: Collection[Membership]) -> None:
    now = timezone.now()
    new = [
        Undelivered(room_id=m.room_id, person=m.person, due_at=_next(m.person, now))
        for m in readers
    ]
    # What waits already keeps its time.
    Undelivered.objects.bulk_create(new, ignore_conflicts=True)


def _next(person: Person, now: datetime) -> datetime:
    times = ReadingTimes.of(person)
    if times is None:
        return now + delivering.GRACE
    return delivering.next_time(now, times.days, times.hours, rest.zone_of(person))


def deliver_due() -> None:
    """Tells everybody whose time has come; who has read it meanwhile is told nothing."""
    due = Undelivered.objects.filter(due_at__lte=timezone.now())
    each(due.select_related("person"), _deliver_unless_left_alone)


def _deliver_unless_left_alone(one: Undelivered) -> None:
    if not _is_left_alone(one.person):
        _deliver(one)


def _is_left_alone(person: Person) -> bool:
    """Breaks, quiet hours and days away: it waits, and comes when they are over."""
    now = timezone.now()
    today = now.astimezone(rest.zone_of(person)).date()
    is_away = person.aways.on(today).exists()
    return rest.is_left_alone(person, KIND, now) or is_away


@change
def _deliver(one: Undelivered) -> None:
    # With the room's lock too: what is being said there now relies on this row.
    with streams.moving([f"room:{one.room_id}", inbox.stream_of(one.person_id)]):
        found = Undelivered.objects.filter(pk=one.pk).select_related("room").first()
        if found is None:
            return
        found.delete()
        unread = _unread(found.room, found.person)
        if unread is not None and not _was_told(found.room, found.person):
            where = f"{_page_of(found.room)}#m{unread.pk}"
            is_support = found.room.kind == Room.Kind.SUPPORT
            words = said(WROTE_ABOUT if is_support else WROTE, who=unread.author)
            key = uuid.uuid5(uuid.NAMESPACE_URL, f"wrote:{unread.pk}:{found.person_id}")
            notify(found.person, kind=KIND, words=words, link=where, key=key)


def _unread(room: Room, person: Person) -> Message | None:
    """The last that others said there, if this person has not read so far."""
    member = Membership.objects.filter(room=room, person=person).first()
    if member is None or not member.is_current() or person.is_suspended():
        return None
    said = Message.objects.filter(room=room, state=Message.State.SHOWN)
    unread = said.exclude(author=person).filter(seq__gt=member.last_read or 0)
    return unread.select_related("author").order_by("-seq").first()


def _page_of(room: Room) -> str:
    return reverse(PAGES[Room.Kind(room.kind)], args=[room.pk])


def _was_told(room: Room, person: Person) -> bool:
    since = timezone.now() - AGAIN_AFTER
    told = person.notices.filter(kind=KIND, seen_at=None, at__gt=since)
    return told.filter(link__startswith=_page_of(room)).exists()
