"""How sessions and groups go on by time; every job may run twice, and on two machines."""

import uuid

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from mentoring import coming
from mentoring.actions import end_session, keep_its_hour
from mentoring.actions.circling import end_group
from mentoring.actions.holding import call_off
from mentoring.actions.moving_groups import keep_group_hour
from mentoring.models import Group, Session
from people.actions import notify
from people.models import Person, Role
from realtime.later import later as _
from realtime.one_by_one import each

# Names of notices: the same reminder has the same key, so it is written once.
REMINDERS = uuid.UUID("6f0c3c0e-5d3b-4b4f-9a38-0e9d1f6d0a51")


def end_sessions() -> None:
    """Ends what is long over, and what one of the two may not come to any more."""
    each(coming.agreed(timezone.now(), settings.SESSION_OPENS_BEFORE), _end_if_over)


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
    sessions = ahead.exclude(zone="").select_related("mentorship")
    planned = Group.objects.filter(
        state=Group.State.PLANNED, starts_at__gt=timezone.now()
    )
    groups = planned.exclude(zone="").select_related("host", "room")
    each([*sessions, *groups], _keep_hour_said)


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
    each(coming.planned(timezone.now(), settings.SESSION_OPENS_BEFORE), _keep_group)


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
