"""Times of sessions: from local clocks to UTC, overlaps, and plain words for them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from people.clocks import clock

SHORTEST, LONGEST = 15, 120  # minutes
# With all that was added while it went on.
LONGEST_IN_ALL = LONGEST + 60
MINUTE = timedelta(minutes=1)
YEAR = timedelta(days=366)


class NoSuchTime(ValueError):
    """The clock of that place never shows this time."""

    words = (
        "The clocks change then, so that time does not exist. Please choose another."
    )


def moment(day: date, at: time, zone: tzinfo) -> datetime:
    """A local time as UTC; where the clock shows it twice, the first is meant."""
    local = datetime.combine(day, at.replace(fold=0), zone)
    try:
        found = local.astimezone(UTC)
        shown = found.astimezone(zone)
    except OverflowError as problem:
        raise NoSuchTime from problem
    if shown.replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchTime
    return found


def soonest(day: date, at: time, zone: tzinfo) -> datetime:
    """The same for what is agreed already: where no clock shows it, the first time after."""
    try:
        return moment(day, at, zone)
    except NoSuchTime:
        # The offset from before the jump carries it over the gap by as much as is missing.
        return datetime.combine(day, at.replace(fold=0), zone).astimezone(UTC)


def weekly(
    day: date, at: time, zone: tzinfo, times: int
) -> tuple[list[datetime], list[date]]:
    """The same hour on the wall for so many weeks, and the days that do not have it."""
    found, skipped = [], []
    for date_ in (day + timedelta(weeks=n) for n in range(times)):
        try:
            found.append(moment(date_, at, zone))
        except NoSuchTime:
            skipped.append(date_)
    return found, skipped


def end_of(starts: datetime, minutes: int) -> datetime:
    """Real minutes later, whatever the clocks on the wall do meanwhile."""
    return (starts.astimezone(UTC) + minutes * MINUTE).astimezone(starts.tzinfo)


def overlaps(one: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> bool:
    """Whether two spans share a moment; one may begin as the other ends."""
    return one[0] < other[1] and other[0] < one[1]


# --- Words


def gettext_noop(words: str) -> str:
    """Marks words for the catalogue: nothing here may know Django."""
    return words


# Puts words into the reader's language; mentoring.apps gives it.
say: Callable[[str], str] = gettext_noop

PARTS = {
    "morning": gettext_noop("morning"),
    "afternoon": gettext_noop("afternoon"),
    "evening": gettext_noop("evening"),
    "night": gettext_noop("night"),
}
TODAY = {
    "morning": gettext_noop("this morning"),
    "afternoon": gettext_noop("this afternoon"),
    "evening": gettext_noop("this evening"),
    "night": gettext_noop("tonight"),
}
YESTERDAY = {
    "morning": gettext_noop("yesterday morning"),
    "afternoon": gettext_noop("yesterday afternoon"),
    "evening": gettext_noop("yesterday evening"),
    "night": gettext_noop("last night"),
}


def day(at: datetime, now: datetime) -> str:
    """Thursday 14 May, with the year where it is another."""
    words = f"{say(f'{at:%A}')} {at.day} {say(f'{at:%B}')}"
    return words if at.year == now.year else f"{words} {at.year}"


def span(starts: datetime, ends: datetime, now: datetime) -> str:
    """Thursday 14 May, 7pm to 7.45pm; all three in the reader's zone."""
    first, last = clock(starts), clock(ends)
    if starts.utcoffset() != ends.utcoffset():
        # Through a change of the clocks the end may read earlier than the start.
        first, last = f"{first} {starts.tzname()}", f"{last} {ends.tzname()}"
    if ends.date() != starts.date():
        last = f"{day(ends, now)}, {last}"
    said = {"day": day(starts, now), "first": first, "last": last}
    return say("%(day)s, %(first)s to %(last)s") % said


def past(at: datetime, now: datetime) -> str:
    """When something was, as one says it: this morning, on Tuesday evening, on 3 May."""
    days = (now.date() - at.date()).days
    if days > 6:
        told = say("on %(day)s %(month)s")
        said = told % {"day": at.day, "month": say(f"{at:%B}")}
        return said if at.year == now.year else f"{said} {at.year}"
    weekday = say("on %(weekday)s") % {"weekday": say(f"{at:%A}")}
    if at.hour < 5:
        early = {0: say("early today"), 1: say("early yesterday")}
        return early.get(days) or say("early %(when)s") % {"when": weekday}
    part = _part_of_day(at.hour)
    if days in (0, 1):
        return say((TODAY, YESTERDAY)[days][part])
    return f"{weekday} {say(PARTS[part])}"


def place(zone: str) -> str:
    """What people call a zone's time: London time."""
    return say("%(place)s time") % {"place": place_name(zone)}


def place_name(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _part_of_day(hour: int) -> str:
    if hour < 12:
        return "morning"
    if hour < 17:
        return "afternoon"
    return "evening" if hour < 22 else "night"
