"""When somebody is reminded of a session: at the times they chose, and never in quiet hours.

Pure.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

# A reminder that would come in quiet hours comes as long before them as needed.
STEP = timedelta(minutes=15)
LONGEST_QUIET = timedelta(days=1)
# The name of each reminder, and how long before; "opens" is a setting.
DAY, HOUR, OPENS = "day", "hour", "opens"

IsQuiet = Callable[[datetime], bool]


def due_at(starts_at: datetime, before: timedelta, is_quiet: IsQuiet) -> datetime:
    """The moment itself, or the last quarter of an hour before quiet hours began."""
    wanted = starts_at - before
    if not is_quiet(wanted):
        return wanted
    past = timedelta(
        minutes=wanted.minute % 15,
        seconds=wanted.second,
        microseconds=wanted.microsecond,
    )
    at = wanted - past
    while is_quiet(at) and wanted - at < LONGEST_QUIET:
        at -= STEP
    return at


def due(
    leads: Mapping[str, timedelta],
    starts_at: datetime,
    settled_at: datetime | None,
    now: datetime,
    is_quiet: IsQuiet,
) -> str | None:
    """Which reminder is due; of several, the one that was due last.

    What was agreed only after its moment needs no reminding.
    """
    moments = {name: due_at(starts_at, lead, is_quiet) for name, lead in leads.items()}
    found = [
        (at, -leads[name], name)
        for name, at in moments.items()
        if at <= now < starts_at + STEP and (settled_at is None or settled_at < at)
    ]
    return max(found)[2] if found else None
