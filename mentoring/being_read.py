"""When a mentor reads and writes, in words that are true at any hour."""

from django.utils import timezone

from mentoring import delivering, scheduling, week
from mentoring.models import Mentorship, ReadingTimes
from people.models import Person
from people.rest import zone_of
from realtime.later import later as _


def words_for(mentorship: Mentorship) -> list[str]:
    """For the mentee, in their own zone; said so that a page left open stays true."""
    mentor = mentorship.mentor
    return [words for words in (_hours(mentor), _told(mentor)) if words]


def _hours(mentor: Person) -> str:
    spans = [week.Span(one.weekday, one.starts, one.ends) for one in mentor.hours.all()]
    today = timezone.localdate()
    half_hours = week.half_hours(spans, zone_of(mentor), today)
    parts = week.words(half_hours, timezone.get_current_timezone(), today)
    if not parts:
        return ""
    return _(
        "%(mentor)s can usually write: %(parts)s.",
        mentor=mentor,
        parts=parts,
    )


def _told(mentor: Person) -> str:
    times = ReadingTimes.of(mentor)
    if times is None:
        return ""
    here, there = timezone.get_current_timezone_name(), str(zone_of(mentor))
    place = "" if here == there else f" ({scheduling.place(there)})"
    return _(
        "They are told of messages %(when)s%(place)s.",
        when=delivering.words(times.days, times.hours),
        place=place,
    )
