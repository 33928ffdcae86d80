"""When somebody would rather be left alone: breaks, quiet hours, heavy topics today."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext

from people.models import Person
from people.zones import is_zone
from realtime.later import later as _

BREAKS = {
    "hour": (_("For an hour"), timedelta(hours=1)),
    "day": (_("For a day"), timedelta(days=1)),
    "month": (_("For a month"), timedelta(days=30)),
}
# What comes at any hour: help, safety, and what answers something just done.
AT_ANY_HOUR = frozenset(
    "help warning page check_in check_in_reply word unanswered worry".split()
)
EVENINGS, MORNINGS = (20, 21, 22, 23, 0), (6, 7, 8, 9, 10)
HOURS = re.compile(r"([01]\d|2[0-3])-([01]\d|2[0-3])")


def is_left_alone(person: Person, kind: str, now: datetime) -> bool:
    """Whether a notice of this kind waits in silence now; on a break all of them do."""
    if person.is_away():
        return True
    return kind not in AT_ANY_HOUR and is_quiet_hour(person, now)


def is_quiet_hour(person: Person, now: datetime) -> bool:
    """By the person's own hours, else the community's, on the clock where they live."""
    hours = hours_in(person.quiet_hours or settings.QUIET_HOURS)
    if hours is None:
        return False
    begins, ends = hours
    hour = now.astimezone(zone_of(person)).hour
    return begins <= hour < ends if begins < ends else hour >= begins or hour < ends


def quiet_ends(person: Person, now: datetime) -> datetime:
    """When the quiet hour that it is now is over, on the clock where they live."""
    hours = hours_in(person.quiet_hours or settings.QUIET_HOURS)
    there = now.astimezone(zone_of(person))
    if hours is None:
        return now
    ends = there.replace(hour=hours[1], minute=0, second=0, microsecond=0)
    return ends if ends > there else ends + timedelta(days=1)


def hours_in(text: str) -> tuple[int, int] | None:
    """When quiet begins and ends, as in 22-08; None where there is none."""
    found = HOURS.fullmatch(text)
    if found is None or found[1] == found[2]:
        return None
    return int(found[1]), int(found[2])


def quiet_choices() -> list[tuple[str, str]]:
    """The community's hours, none, and hours of one's own."""
    pairs = [(begins, ends) for begins in EVENINGS for ends in MORNINGS]
    own = [(f"{b:02}-{e:02}", _span(b, e)) for b, e in pairs]
    hours = hours_in(settings.QUIET_HOURS)
    told = _span(*hours) if hours else gettext("none")
    everybody = gettext("As everybody here: %(hours)s") % {"hours": told}
    return [("", everybody), ("never", _("None")), *own]


def _span(begins: int, ends: int) -> str:
    hours = {"begins": _clock(begins), "ends": _clock(ends)}
    return gettext("%(begins)s to %(ends)s") % hours


def _clock(hour: int) -> str:
    if hour in {0, 12}:
        return gettext("noon") if hour else gettext("midnight")
    return f"{hour}am" if hour < 12 else f"{hour - 12}pm"


def zone_of(person: Person) -> ZoneInfo:
    name = person.time_zone if is_zone(person.time_zone) else settings.TIME_ZONE
    return ZoneInfo(name)


def end_of_day(person: Person, now: datetime) -> datetime:
    """The next midnight where this person lives."""
    there = now.astimezone(zone_of(person))
    midnight = there.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(days=1)
