"""Sessions as an iCalendar file (RFC 5545); nothing in it says what the hour is for."""

import hashlib
from collections.abc import Iterable

from django.utils import timezone
from icalendar import Calendar, Event

from mentoring.models import Group, Session

Entry = Session | Group

# Calendars are looked at by others: neither names nor subjects.
SUMMARY = "Session"
CANCELLED = {Session.State.CANCELLED, Group.State.CANCELLED}


def calendar_of(sessions: Iterable[Entry], host: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Alongside//Sessions//EN")
    calendar.add("version", "2.0")
    for session in sessions:
        calendar.add_component(_event(session, host))
    return bytes(calendar.to_ical())


def _event(session: Entry, host: str) -> Event:
    event = Event()
    event.add("uid", f"{session.calendar_name}-{session.pk}@{host}")
    event.add("dtstamp", timezone.now())
    event.add("sequence", session.moves)
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.ends_at)
    event.add("summary", SUMMARY)
    is_off = session.state in CANCELLED
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    return event


def mark_of(sessions: Iterable[Entry]) -> str:
    """The same as long as nothing in the calendar has changed."""
    parts = [
        f"{s.calendar_name} {s.pk} {s.state} {s.starts_at} {s.minutes}"
        for s in sessions
    ]
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'
