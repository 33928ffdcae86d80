"""Slots offered to a pair, from both their weeks and what either has agreed."""

from datetime import datetime, timedelta

from django.utils import timezone

from mentoring import busy, slots
from mentoring.models import Mentorship, Session
from mentoring.week import Span
from people.models import Person
from people.rest import zone_of
from realtime.later import later as _


def slots_for(mentorship: Mentorship, minutes: int = 45) -> list[datetime]:
    """Three times to begin with; none where neither has said when they can."""
    now = timezone.now()
    times = slots.shared(_times(mentorship.mentor, now), _times(mentorship.mentee, now))
    return slots.slots(times, _busy(mentorship), minutes, now)


def why_none(mentorship: Mentorship, reader: Person) -> str:
    """Why no times are offered; nothing to say where neither has said when they can."""
    for person in mentorship.pair:
        if person.aways.pauses().exists():
            return _pauses(person, reader)
    if not any(person.hours.exists() for person in mentorship.pair):
        return ""
    return _(
        "No time that suits you both is free in the next three weeks. "
        "You can still suggest one."
    )


def _pauses(person: Person, reader: Person) -> str:
    if person.pk == reader.pk:
        return _(
            "You are taking a pause, so no times are offered here. "
            "You can still suggest one."
        )
    return _(
        "%(who)s is taking a pause, so no times are offered here. "
        "You can still suggest one.",
        who=person,
    )


def _times(person: Person, now: datetime) -> list[slots.Times]:
    hours = [Span(one.weekday, one.starts, one.ends) for one in person.hours.all()]
    return slots.spans_ahead(hours, zone_of(person), now)


def _busy(mentorship: Mentorship) -> list[slots.Times]:
    """Days away, what either has agreed with anybody, and what these two suggested."""
    now = timezone.now()
    pair = [person.pk for person in mentorship.pair]
    wished = mentorship.sessions.filter(state=Session.State.PROPOSED, starts_at__gt=now)
    agreed = busy.times_of(pair, now, now + slots.AHEAD + timedelta(days=1))
    away = [times for person in mentorship.pair for times in _away(person, now)]
    return agreed + [(one.starts_at, one.ends_at) for one in wished] + away


def _away(person: Person, now: datetime) -> list[slots.Times]:
    zone = zone_of(person)
    return [
        times
        for one in person.aways.all()
        for times in slots.days_away(one.first_day, one.last_day, zone, now)
    ]
