"""When a promised answer is due: the next weekday and hour after somebody wrote. Pure."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

# Whoever writes just before the hour is answered the week after.
LEAST = timedelta(hours=24)
DAY = timedelta(days=1)
# First and last day on which somebody is not there; a pause has no last day yet.
DaysAway = tuple[date, date | None]


def due(
    wrote_at: datetime,
    weekday: int,
    by: time,
    zone: tzinfo,
    away: Sequence[DaysAway],
) -> datetime | None:
    """No hour falls in the mentor's days away; in a pause none is promised."""
    at = usual(wrote_at, weekday, by, zone)
    return after_days_away(at, weekday, by, zone, away)


def usual(wrote_at: datetime, weekday: int, by: time, zone: tzinfo) -> datetime:
    """The first such hour, on the mentor's clock, a day or more after the words came."""
    earliest = wrote_at + LEAST
    at = _first(earliest.astimezone(zone).date(), weekday, by, zone)
    if at < earliest:
        at = _first(earliest.astimezone(zone).date() + DAY, weekday, by, zone)
    return at


def after_days_away(
    at: datetime, weekday: int, by: time, zone: tzinfo, away: Sequence[DaysAway]
) -> datetime | None:
    """The same hour, or the first once they are back; None while they pause."""
    day = at.astimezone(zone).date()
    for first, last in away:
        if last is None and first <= day:
            return None
        if last is not None and first <= day <= last:
            back = _first(last + DAY, weekday, by, zone)
            return after_days_away(back, weekday, by, zone, away)
    return at


def _first(day: date, weekday: int, by: time, zone: tzinfo) -> datetime:
    """That hour on this day or the next that is such a weekday."""
    day += timedelta(days=(weekday - day.weekday()) % 7)
    return datetime.combine(day, by, zone).astimezone(UTC)
