"""Weekly hours: local spans to half-hours of one week in UTC, overlaps, and their words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from django.utils.translation import gettext

HALF_HOUR = timedelta(minutes=30)
HALF_HOURS = 7 * 48
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
PARTS = ((5, "early"), (12, "morning"), (17, "afternoon"), (22, "evening"))


@dataclass(frozen=True)
class Span:
    """Hours of one weekday (Monday is 0) on a wall clock; ending at 00:00 is midnight."""

    weekday: int
    starts: time
    ends: time


def half_hours(spans: Iterable[Span], zone: tzinfo, week_of: date) -> frozenset[int]:
    """Half-hours of the UTC week around a day, 0 to 335; what overhangs wraps around.

    The clock of the zone in that week counts: seven in the evening is another
    half-hour in July than in January.
    """
    monday = week_of - timedelta(days=week_of.weekday())
    zero = datetime.combine(monday, time(), UTC)
    found: set[int] = set()
    for span in spans:
        day = monday + timedelta(days=span.weekday)
        starts = datetime.combine(day, span.starts, zone).astimezone(UTC)
        ends = datetime.combine(day, span.ends, zone)
        if span.ends <= span.starts:
            ends += timedelta(days=1)
        first, last = _index(starts, zero), _index(ends.astimezone(UTC), zero)
        found.update(index % HALF_HOURS for index in range(first, last))
    return frozenset(found)


def words(found: Iterable[int], zone: tzinfo, week_of: date) -> str:
    """Monday morning, Thursday evening; in a reader's zone, each part of a day once."""
    monday = week_of - timedelta(days=week_of.weekday())
    zero = datetime.combine(monday, time(), UTC)
    local = ((zero + index * HALF_HOUR).astimezone(zone) for index in found)
    parts = sorted({(at.weekday(), _part(at.hour)) for at in local})
    return ", ".join(
        f"{gettext(DAYS[day])} {gettext(NAMES[part])}" for day, part in parts
    )


def later_by(day: date, months: int) -> date:
    """The same day so many months later; the last of a month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def _index(at: datetime, zero: datetime) -> int:
    return (at - zero) // HALF_HOUR


NAMES = [*(name for _, name in PARTS), "night"]


def _part(hour: int) -> int:
    return sum(hour >= until for until, _ in PARTS)
