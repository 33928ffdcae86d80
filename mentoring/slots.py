"""Times that suit two people, from their weekly hours and what they have agreed. Pure."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from mentoring.scheduling import MINUTE, overlaps
from mentoring.week import HALF_HOUR, Span

AHEAD = timedelta(days=21)
# Nobody is asked to be there at once.
SOONEST = timedelta(hours=4)
MOST = 3

Times = tuple[datetime, datetime]


def spans_ahead(hours: Iterable[Span], zone: tzinfo, now: datetime) -> list[Times]:
    """Weekly hours on the days to come, in UTC.

    Told on the wall clock of each day, so that summer time moves nothing for its owner.
    """
    kept, today = list(hours), now.astimezone(zone).date()
    days = [today + timedelta(days=n) for n in range(-1, AHEAD.days)]
    return sorted(
        _on(day, span, zone)
        for day in days
        for span in kept
        if span.weekday == day.weekday()
    )


def days_away(
    first: date, last: date | None, zone: tzinfo, now: datetime
) -> list[Times]:
    """Whole days on which nobody is asked to be there; without a last day, all ahead."""
    furthest = (now + AHEAD).astimezone(zone).date() + timedelta(days=1)
    last = min(last or furthest, furthest)
    if last < first:
        return []
    return [(_midnight(first, zone), _midnight(last + timedelta(days=1), zone))]


def shared(one: list[Times], other: list[Times]) -> list[Times]:
    """Where both have time; who named no hours leaves it to the other."""
    if not one or not other:
        return one or other
    pieces = ((max(a[0], b[0]), min(a[1], b[1])) for a in one for b in other)
    return sorted((start, end) for start, end in pieces if start < end)


def slots(
    times: list[Times], busy: list[Times], minutes: int, now: datetime
) -> list[datetime]:
    """At most three starts on different days, none close, none at a time that is taken."""
    found: dict[date, datetime] = {}
    for start, end in times:
        at = _next_half_hour(max(start, now + SOONEST))
        while at + minutes * MINUTE <= end and at.date() not in found:
            wish = (at, at + minutes * MINUTE)
            if not any(overlaps(wish, taken) for taken in busy):
                found[at.date()] = at
            at += HALF_HOUR
    return sorted(found.values())[:MOST]


def _on(day: date, span: Span, zone: tzinfo) -> Times:
    ends_on = day + timedelta(days=span.ends <= span.starts)
    starts = datetime.combine(day, span.starts, zone).astimezone(UTC)
    return starts, datetime.combine(ends_on, span.ends, zone).astimezone(UTC)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def _next_half_hour(at: datetime) -> datetime:
    past = timedelta(
        minutes=at.minute % 30, seconds=at.second, microseconds=at.microsecond
    )
    return at if not past else at - past + HALF_HOUR
