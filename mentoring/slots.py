"""Times that suit two people, from their weekly hours and what they have agreed. Pure."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo

from mentoring.scheduling import MINUTE, overlaps
from mentoring.week import HALF_HOUR, Span

AHEAD = timedelta(days=21)
# Nobody is asked to be there at once.
SOONEST = timedelta(hours=4)
MOST = 3

Times = tuple[datetime, datetime]


def spans_ahead(
    hours: Iterable[Span],
    away: Iterable[tuple[date, date]],
    zone: tzinfo,
    now: datetime,
) -> list[Times]:
    """Weekly hours on the days to come, in UTC; days away are left out.

    Told on the wall clock of each day, so that summer time moves nothing for its owner.
    """
    kept, gone = list(hours), list(away)
    today = now.astimezone(zone).date()
    found = []
    for day in (today + timedelta(days=n) for n in range(-1, AHEAD.days)):
        if any(first <= day <= last for first, last in gone):
            continue
        for span in kept:
            if span.weekday == day.weekday():
                found.append(_on(day, span, zone))
    return sorted(found)


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


def _next_half_hour(at: datetime) -> datetime:
    past = timedelta(
        minutes=at.minute % 30, seconds=at.second, microseconds=at.microsecond
    )
    return at if not past else at - past + HALF_HOUR
