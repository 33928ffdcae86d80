"""Reminding people of their sessions and groups, at the times each chose, once."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from mentoring import coming, reminders
from mentoring.models import Place, Reminding
from mentoring.session_clock import REMINDERS
from people import clocks, rest
from people.actions import notify
from people.models import Notice, Person
from realtime.later import later as _
from realtime.one_by_one import each

# The furthest reminder, and quiet hours before it.
LOOKS_AHEAD = timedelta(days=2)


@dataclass(frozen=True)
class Meeting:
    """Something that one person said they would come to."""

    mark: str
    person: Person
    starts_at: datetime
    settled_at: datetime | None
    name: str
    link: str
    is_open: bool

    def key(self, reminder: str) -> uuid.UUID:
        """Of its own for each time it has, so that what is moved is reminded of anew."""
        told = f"{self.mark}:{int(self.starts_at.timestamp())}:{reminder}"
        return uuid.uuid5(REMINDERS, f"{told}:{self.person.pk}")

    def words(self) -> str:
        if self.is_open:
            return _("%(name)s is open. Come in when ready.", name=self.name)
        there = self.starts_at.astimezone(rest.zone_of(self.person))
        return _(
            "%(name)s starts %(day)s, %(clock)s.",
            name=self.name,
            day=_(f"{there:%A}"),
            clock=clocks.clock(there),
        )


def remind_of_sessions() -> None:
    """Tells each person at the times they chose, once."""
    now = timezone.now()
    found = list(_meetings(now))
    chosen = _chosen({one.person.pk for one in found})
    due = [(one, _due(one, chosen[one.person.pk], now)) for one in found]
    keys = {one.key(name): one for one, name in due if name}
    told = set(Notice.objects.filter(key__in=keys).values_list("key", flat=True))
    new = [(key, one) for key, one in keys.items() if key not in told]
    each(new, _remind)


def _remind(due: tuple[uuid.UUID, Meeting]) -> None:
    key, one = due
    notify(
        one.person,
        kind="session",
        words=one.words(),
        link=one.link,
        key=key,
        by_mail=True,
    )


def _due(one: Meeting, leads: dict[str, timedelta], now: datetime) -> str | None:
    def is_quiet(at: datetime) -> bool:
        return rest.is_quiet_hour(one.person, at)

    return reminders.due(leads, one.starts_at, one.settled_at, now, is_quiet)


def _chosen(people: set[int]) -> dict[int, dict[str, timedelta]]:
    every = {
        reminders.DAY: timedelta(days=1),
        reminders.HOUR: timedelta(hours=1),
        reminders.OPENS: settings.SESSION_OPENS_BEFORE,
    }
    kept = {one.person_id: one for one in Reminding.objects.filter(person__in=people)}
    return {
        pk: {
            name: before
            for name, before in every.items()
            if getattr(kept.get(pk, Reminding()), name)
        }
        for pk in people
    }


def _meetings(now: datetime) -> Iterator[Meeting]:
    yield from _sessions(now)
    yield from _groups(now)


def _sessions(now: datetime) -> Iterator[Meeting]:
    for session in coming.agreed(now, LOOKS_AHEAD):
        for person in session.mentorship.pair:
            yield Meeting(
                mark=f"{session.pk}",
                person=person,
                starts_at=session.starts_at,
                settled_at=session.agreed_at,
                name=_(
                    "Your session with %(other)s",
                    other=session.mentorship.other(person),
                ),
                link=reverse("thread", args=[session.mentorship.room_id]),
                is_open=session.is_open(now),
            )


def _groups(now: datetime) -> Iterator[Meeting]:
    for group in coming.planned(now, LOOKS_AHEAD):
        settled = {group.host: group.made_at}
        for place in group.taken.all():
            if place.state == Place.State.TAKEN:
                settled[place.person] = place.settled_at or place.asked_at
        for person, at in settled.items():
            known = max(at, group.moved_at) if group.moved_at else at
            yield Meeting(
                mark=f"group:{group.pk}",
                person=person,
                starts_at=group.starts_at,
                settled_at=known,
                name=_("Your group session"),
                link=reverse("group", args=[group.pk]),
                is_open=group.is_open(now),
            )
