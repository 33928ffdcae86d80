"""When somebody is told that they were written to: at the hours they chose."""

from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta, tzinfo

from django.utils.translation import gettext

from mentoring.week import DAYS
from people.clocks import clock

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
    clocks = _listed([clock(time(hour)) for hour in sorted(hours)])
    told = gettext("%(days)s at %(hours)s")
    return told % {"days": _days(sorted(days)), "hours": clocks}


def _days(days: list[int]) -> str:
    if len(days) == len(DAYS):
        return gettext("every day")
    if days == WEEKDAYS:
        return gettext("on weekdays")
    if days == WEEKEND:
        return gettext("at the weekend")
    return gettext("on %(days)s") % {"days": _listed([gettext(DAYS[d]) for d in days])}


def _listed(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    said = {"first": ", ".join(parts[:-1]), "last": parts[-1]}
    return gettext("%(first)s and %(last)s") % said
