"""What happens to sessions by time; every job may run twice, and on two machines."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from mentoring import reminders
from mentoring.actions import end_session, keep_its_hour
from mentoring.actions.circling import end_group
from mentoring.actions.holding import call_off
from mentoring.actions.moving_groups import keep_group_hour
from mentoring.models import Group, Place, Reminding, Session
from mentoring.one_by_one import each
from people import clocks, rest
from people.actions import notify
from people.models import Notice, Person, Role
from realtime.later import later as _

# The furthest reminder, and quiet hours before it.
LOOKS_AHEAD = timedelta(days=2)
# Names of notices: the same reminder has the same key, so it is written once.
REMINDERS = uuid.UUID("6f0c3c0e-5d3b-4b4f-9a38-0e9d1f6d0a51")


def end_sessions() -> None:
    """Ends what is long over, and what one of the two may not come to any more."""
    each(_agreed(timezone.now(), settings.SESSION_OPENS_BEFORE), _end_if_over)


def _end_if_over(session: Session) -> None:
    now = timezone.now()
    is_out = any(one.is_suspended() for one in session.mentorship.pair)
    if now >= session.closes_at:
        end_session(session, by=None)
    elif is_out and session.is_open(now):
        call_off(session)


def keep_hours_said() -> None:
    """Where a place changed the rules of its clock, sessions keep the hour that was said."""
    states = [Session.State.PROPOSED, Session.State.ACCEPTED]
    ahead = Session.objects.filter(state__in=states, starts_at__gt=timezone.now())
    each(ahead.exclude(zone="").select_related("mentorship"), _keep_hour_said)
    planned = Group.objects.filter(
        state=Group.State.PLANNED, starts_at__gt=timezone.now()
    )
    each(planned.exclude(zone="").select_related("host", "room"), _keep_hour_said)


def _keep_hour_said(one: Session | Group) -> None:
    if one.starts_by_its_clock() == one.starts_at:
        return
    if isinstance(one, Group):
        keep_group_hour(one)
    else:
        keep_its_hour(one)


# --- Groups


def keep_groups() -> None:
    """Ends what is long over; where one opens and nobody watches, moderators hear."""
    each(_planned(timezone.now(), settings.SESSION_OPENS_BEFORE), _keep_group)


def _keep_group(group: Group) -> None:
    now = timezone.now()
    if now >= group.closes_at:
        end_group(group, by=None)
    elif group.is_open(now) and not group.room.is_covered(now):
        _ask_for_cover(group)


def _ask_for_cover(group: Group) -> None:
    words = _("A group session opens. Nobody watches over its room yet.")
    link = reverse("group", args=[group.pk])
    roles = [Role.MODERATOR, Role.COORDINATOR]
    for person in Person.objects.filter(role__in=roles, is_active=True):
        key = uuid.uuid5(REMINDERS, f"group:{group.pk}:cover:{person.pk}")
        notify(person, kind="programme", words=words, link=link, key=key)


def _planned(now: datetime, ahead: timedelta) -> list[Group]:
    groups = Group.objects.filter(starts_at__lte=now + ahead, state=Group.State.PLANNED)
    found = groups.select_related("host", "room")
    return list(found.prefetch_related("taken__person"))


# --- Reminders


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
    for session in _agreed(now, LOOKS_AHEAD):
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

    for group in _planned(now, LOOKS_AHEAD):
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


def _agreed(now: datetime, ahead: timedelta) -> list[Session]:
    sessions = Session.objects.filter(
        Q(starts_at__lte=now + ahead), state=Session.State.ACCEPTED
    )
    return list(sessions.select_related("mentorship__mentor", "mentorship__mentee"))
