"""Keeps in mind whose line is open in the sessions that go on."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from mentoring.actions.connecting import LASTS, renew_connections
from mentoring.models import Connection, Session
from realtime import roster


def keep_connections() -> None:
    """The clock's job; safe to run twice. Most of the time it only looks."""
    now = timezone.now()
    came = _who_came(now)
    here = roster.persons_here() if came else set()
    fresh = _fresh(now)
    due = [one for one in came if one[1] in here and one not in fresh]
    if due:
        renew_connections(due)


def _who_came(now: datetime) -> list[tuple[int, int]]:
    """Session and person, of whoever came in to what is open now."""
    soon = now + settings.SESSION_OPENS_BEFORE
    agreed = Session.objects.filter(state=Session.State.ACCEPTED, starts_at__lte=soon)
    return [
        (session.pk, one.person_id)
        for session in agreed.prefetch_related("attendances")
        for one in session.attendances.all()
        if one.came_at and session.is_open(now)
    ]


def _fresh(now: datetime) -> set[tuple[int, int]]:
    found = Connection.objects.filter(until__gt=now + LASTS / 2)
    return set(found.values_list("session", "person"))
