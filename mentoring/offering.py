"""Slots offered to a pair, from both their weeks and what either has agreed."""

from datetime import datetime, timedelta

from django.utils import timezone

from mentoring import busy, slots
from mentoring.models import Mentorship, Session
from mentoring.waiting import zone_of
from mentoring.week import Span
from people.models import Person


def slots_for(mentorship: Mentorship, minutes: int = 45) -> list[datetime]:
    """Three times to begin with; none where neither has said when they can."""
    now = timezone.now()
    times = slots.shared(_times(mentorship.mentor, now), _times(mentorship.mentee, now))
    return slots.slots(times, _busy(mentorship), minutes, now)


def _times(person: Person, now: datetime) -> list[slots.Times]:
    hours = [Span(one.weekday, one.starts, one.ends) for one in person.hours.all()]
    away = person.aways.values_list("first_day", "last_day")
    return slots.spans_ahead(hours, away, zone_of(person), now)


def _busy(mentorship: Mentorship) -> list[slots.Times]:
    """What either has agreed with anybody, and what these two suggested already."""
    now = timezone.now()
    pair = [person.pk for person in mentorship.pair]
    wished = mentorship.sessions.filter(state=Session.State.PROPOSED, starts_at__gt=now)
    agreed = busy.times_of(pair, now, now + slots.AHEAD + timedelta(days=1))
    return agreed + [(one.starts_at, one.ends_at) for one in wished]
