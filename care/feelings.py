"""How somebody is, day by day: the pictures, today where they live, and their own line."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext

from care.feeling_models import Feeling
from people import rest, sealing
from people.models import Person
from realtime.later import later as _

# From the heaviest sky to the lightest; the place in this order is the height of the line.
SKIES = {
    "storm": _("Stormy"),
    "rain": _("Rainy"),
    "grey": _("Grey"),
    "bright": _("Brighter"),
    "sun": _("Sunny"),
}
HEIGHTS = list(SKIES)
# What they are sealed for.
PURPOSE = "feelings"
WEEKS = 6
DAYS = WEEKS * 7
# The picture is 420 by 130, with a margin round it.
WIDE, HIGH, MARGIN = 420, 130, 15


@dataclass(frozen=True)
class Day:
    """One day of somebody's line, opened for nobody but them."""

    on: date
    sky: str
    words: str
    x: int
    # Sealed with a key that is gone.
    is_lost: bool = False

    @property
    def sky_words(self) -> str:
        return SKIES.get(self.sky, "")

    @property
    def y(self) -> int:
        step = (HIGH - 2 * MARGIN) // (len(HEIGHTS) - 1)
        return HIGH - MARGIN - step * HEIGHTS.index(self.sky)


def today_of(person: Person, now: datetime) -> date:
    return now.astimezone(rest.zone_of(person)).date()


def line_of(person: Person, today: date) -> list[Day]:
    """The last six weeks, oldest first; days without a word are not there."""
    first = today - timedelta(days=DAYS - 1)
    kept = Feeling.objects.filter(person=person, day__gte=first, day__lte=today)
    return [_day(row, first) for row in kept.order_by("day")]


def all_of(person: Person) -> list[Day]:
    """Every day that is kept, oldest first."""
    kept = Feeling.objects.filter(person=person).order_by("day")
    return [_day(row, row.day) for row in kept]


def of(person: Person, day: date) -> Day | None:
    row = Feeling.objects.filter(person=person, day=day).first()
    return _day(row, day) if row else None


def _day(row: Feeling, first: date) -> Day:
    at = (row.day - first).days
    x = MARGIN + at * (WIDE - 2 * MARGIN) // (DAYS - 1)
    try:
        kept = _opened(row.sealed)
    except sealing.Unsealable:
        return Day(row.day, "", "", x, is_lost=True)
    return Day(row.day, kept.get("sky", ""), kept.get("words", ""), x)


def _opened(sealed: str) -> dict[str, str]:
    """Kept for a year: until December 2027 some are sealed under their first name."""
    try:
        return sealing.unseal(sealed, PURPOSE)
    except sealing.Unsealable:
        return sealing.unseal(sealed, "on-call")


def points(line: list[Day]) -> str:
    """The line itself, through the days that have a sky."""
    return " ".join(f"{day.x},{day.y}" for day in line if day.sky)


def to_share(day: Day) -> str:
    """What goes into a room's box; nothing is sent until its owner sends it."""
    sky = ""
    if day.sky:
        told = gettext("Today is %(sky)s for me.")
        sky = told % {"sky": day.sky_words.lower()}
    return " ".join(part for part in (sky, day.words) if part)
