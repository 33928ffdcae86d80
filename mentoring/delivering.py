"""When somebody is told that they were written to: at the hours they chose. Pure."""

from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta, tzinfo

from mentoring.scheduling import clock_of
from mentoring.week import DAYS

WEEKDAYS, WEEKEND = [0, 1, 2, 3, 4], [5, 6]
# Who is told as it comes may be reading already: then nothing is said.
GRACE = timedelta(seconds=60)


def next_time(
    now: datetime, days: Collection[int], hours: Collection[int], zone: tzinfo
) -> datetime:
    """The first chosen hour after now, on their own clock; at once if none is chosen."""
    today = now.astimezone(zone).date()
    for day in (today + timedelta(days=n) for n in range(8)):
        if day.weekday() in days:
            for hour in sorted(hours):
                at = datetime.combine(day, time(hour), zone).astimezone(UTC)
                if at > now:
                    return at
    return now + GRACE


def words(days: Collection[int], hours: Collection[int]) -> str:
    """On weekdays at 8am and 6pm."""
    return f"{_days(sorted(days))} at {_listed([clock_of(time(h)) for h in sorted(hours)])}"


def _days(days: list[int]) -> str:
    if len(days) == len(DAYS):
        return "every day"
    if days == WEEKDAYS:
        return "on weekdays"
    return (
        "at the weekend"
        if days == WEEKEND
        else f"on {_listed([DAYS[d] for d in days])}"
    )


def _listed(parts: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
