"""What comes next for one person: what is for them, sessions, threads, open rooms."""

from typing import Any

from care import first_visit
from mentoring import access as mentoring
from mentoring import (
    cards,
    group_access,
    groups,
    months,
    session_access,
    thread_lines,
)
from people.models import Notice, Person
from rooms import access as rooms
from rooms.views import card_of

MOST_NOTICES = 5


def whats_next(person: Person) -> dict[str, Any]:
    return {
        "notices": notices_for(person),
        "first_visit": first_visit.step_for(person)
        if first_visit.is_offered(person)
        else "",
        "sessions": sessions_for(person),
        "threads": thread_lines.lines_of(person, mentoring.threads_of(person)),
        "rooms": rooms_for(person),
    }


def notices_for(person: Person) -> list[Notice]:
    """What waits to be seen; help stands above every page already."""
    unseen = person.notices.filter(seen_at=None).exclude(kind="help")
    return list(unseen.order_by("-position")[:MOST_NOTICES])


def sessions_for(person: Person) -> list[months.Card]:
    """With one other and in a group: the nearest first."""
    shown: list[months.Card] = [
        *cards.cards_of(person, session_access.sessions_ahead(person)),
        *groups.group_cards(person, group_access.own_ahead(person)),
    ]
    return sorted(shown, key=lambda card: card.starts_at)


def rooms_for(person: Person) -> list[dict[str, Any]]:
    """Open rooms first: they are where somebody is now."""
    shown = [card_of(room) for room in rooms.rooms_for(person)]
    return sorted(shown, key=lambda card: not card["is_open"])
