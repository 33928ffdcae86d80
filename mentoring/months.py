"""Sessions laid out by month and by week, in their reader's zone."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from mentoring import scheduling
from mentoring.cards import SessionCard, cards_of
from mentoring.groups import GroupCard, group_cards
from mentoring.models import Group, Session
from people.models import Person

WEEK = timedelta(weeks=1)
# What is shown: a month back, and as far on as anything can be agreed.
BACK = timedelta(days=31)
AHEAD = scheduling.YEAR + 12 * WEEK

Card = SessionCard | GroupCard


@dataclass(frozen=True)
class Month:
    """Weeks of days; each day with its sessions, and none outside the month."""

    name: str
    weeks: list[list[tuple[date | None, list[Card]]]]

    @property
    def is_free(self) -> bool:
        return not any(cards for week in self.weeks for _, cards in week)


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday, each with its sessions; the days of the weeks beside."""

    days: list[tuple[date, list[Card]]]
    before: date | None
    after: date | None
    today: date

    @property
    def has_today(self) -> bool:
        return any(day == self.today for day, _ in self.days)

    @property
    def is_free(self) -> bool:
        return not any(cards for _, cards in self.days)


def is_shown(day: date) -> bool:
    today = timezone.localdate()
    return _monday(today - BACK) <= day <= today + AHEAD


def week_of(
    day: date, reader: Person, sessions: Iterable[Session], groups: Iterable[Group]
) -> Week:
    """The week of a day that is shown, on the reader's own clock."""
    monday = _monday(day)
    week = [monday + timedelta(days=n) for n in range(7)]
    in_week = {*week}
    by_day = _by_day(
        reader,
        [one for one in sessions if _day_of(one) in in_week],
        [one for one in groups if _day_of(one) in in_week],
    )
    before, after = monday - WEEK, monday + WEEK
    return Week(
        days=[(one, by_day.get(one, [])) for one in week],
        before=before if is_shown(before) else None,
        after=after if is_shown(after) else None,
        today=timezone.localdate(),
    )


def months_of(
    reader: Person, sessions: Iterable[Session], groups: Iterable[Group] = ()
) -> list[Month]:
    """This month and the next, and every later one in which something is agreed."""
    by_day = _by_day(reader, sessions, groups)
    today = timezone.localdate()
    firsts = {
        today.replace(day=1),
        (today.replace(day=1) + timedelta(days=32)).replace(day=1),
    }
    firsts |= {day.replace(day=1) for day in by_day if day >= today}
    return [_month(first, by_day) for first in sorted(firsts)]


def _by_day(
    reader: Person, sessions: Iterable[Session], groups: Iterable[Group]
) -> dict[date, list[Card]]:
    """Each of a series stands on its own day; a day goes from morning to night."""
    single = [card for one in sessions for card in cards_of(reader, [one])]
    cards: list[Card] = [*single, *group_cards(reader, groups)]
    by_day: dict[date, list[Card]] = {}
    for card in sorted(cards, key=lambda card: card.starts_at):
        by_day.setdefault(_day_of(card), []).append(card)
    return by_day


def _day_of(one: Session | Group | Card) -> date:
    return timezone.localtime(one.starts_at).date()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(first: date, by_day: dict[date, list[Card]]) -> Month:
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        date_format(first, "F Y"),
        [
            [
                (day, by_day.get(day, [])) if day.month == first.month else (None, [])
                for day in week
            ]
            for week in weeks
        ],
    )
