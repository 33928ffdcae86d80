"""Sessions laid out by month, in their reader's zone."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from mentoring.cards import SessionCard, cards_of
from mentoring.groups import GroupCard, group_cards
from mentoring.models import Group, Session
from people.models import Person


@dataclass(frozen=True)
class Month:
    """Weeks of days; each day with its sessions, and none outside the month."""

    name: str
    weeks: list[list[tuple[date | None, list[SessionCard | GroupCard]]]]


def months_of(
    reader: Person, sessions: Iterable[Session], groups: Iterable[Group] = ()
) -> list[Month]:
    """This month and the next, and every later one in which something is agreed."""
    by_day: dict[date, list[SessionCard | GroupCard]] = {}
    # Each of a series stands on its own day.
    single = [card for one in sessions for card in cards_of(reader, [one])]
    cards: list[SessionCard | GroupCard] = [*single, *group_cards(reader, groups)]
    for card in cards:
        by_day.setdefault(timezone.localtime(card.starts_at).date(), []).append(card)
    today = timezone.localdate()
    firsts = {
        today.replace(day=1),
        (today.replace(day=1) + timedelta(days=32)).replace(day=1),
    }
    firsts |= {day.replace(day=1) for day in by_day if day >= today}
    return [_month(first, by_day) for first in sorted(firsts)]


def _month(first: date, by_day: dict[date, list[SessionCard | GroupCard]]) -> Month:
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        f"{first:%B %Y}",
        [
            [
                (day, by_day.get(day, [])) if day.month == first.month else (None, [])
                for day in week
            ]
            for week in weeks
        ],
    )
