"""Times of sessions: from local clocks to UTC, overlaps, and plain words for them."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

SHORTEST, LONGEST = 15, 120  # minutes
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


def clock(at: datetime) -> str:
    """7pm, 7.45pm."""
    return clock_of(at.time())


def clock_of(at: time) -> str:
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def day(at: datetime, now: datetime) -> str:
    """Thursday 14 May, with the year where it is another."""
    words = f"{at:%A} {at.day} {at:%B}"
    return words if at.year == now.year else f"{words} {at.year}"


def span(starts: datetime, ends: datetime, now: datetime) -> str:
    """Thursday 14 May, 7pm to 7.45pm; all three in the reader's zone."""
    first, last = clock(starts), clock(ends)
    if starts.utcoffset() != ends.utcoffset():
        # Through a change of the clocks the end may read earlier than the start.
        first, last = f"{first} {starts.tzname()}", f"{last} {ends.tzname()}"
    if ends.date() != starts.date():
        last = f"{day(ends, now)}, {last}"
    return f"{day(starts, now)}, {first} to {last}"


def past(at: datetime, now: datetime) -> str:
    """When something was, as one says it: this morning, on Tuesday evening, on 3 May."""
    days = (now.date() - at.date()).days
    if days > 6:
        year = "" if at.year == now.year else f" {at.year}"
        return f"on {at.day} {at:%B}{year}"
    weekday = f"on {at:%A}"
    if at.hour < 5:
        return f"early {('today', 'yesterday')[days] if days in (0, 1) else weekday}"
    part = _part_of_day(at.hour)
    if days == 0:
        return "tonight" if part == "night" else f"this {part}"
    if days == 1:
        return "last night" if part == "night" else f"yesterday {part}"
    return f"{weekday} {part}"


def place(zone: str) -> str:
    """What people call a zone's time: London time."""
    return f"{place_name(zone)} time"


def place_name(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _part_of_day(hour: int) -> str:
    if hour < 12:
        return "morning"
    if hour < 17:
        return "afternoon"
    return "evening" if hour < 22 else "night"
