"""When a promised answer is due: the next weekday and hour after somebody wrote. Pure."""

from datetime import UTC, datetime, time, timedelta, tzinfo

# Whoever writes just before the hour is answered the week after.
LEAST = timedelta(hours=24)


def due(wrote_at: datetime, weekday: int, by: time, zone: tzinfo) -> datetime:
    """The first such hour, on the mentor's clock, a day or more after the words came."""
    earliest = wrote_at + LEAST
    day = earliest.astimezone(zone).date()
    day += timedelta(days=(weekday - day.weekday()) % 7)
    at = datetime.combine(day, by, zone).astimezone(UTC)
    if at < earliest:
        at = datetime.combine(day + timedelta(days=7), by, zone).astimezone(UTC)
    return at
