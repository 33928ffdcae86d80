"""What comes next for one person: what is for them, sessions, threads, open rooms."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from mentoring import access as mentoring
from mentoring import cards
from people.models import Notice, Person
from rooms import access as rooms
from rooms import words

MOST_NOTICES = 5


def whats_next(person: Person) -> dict[str, Any]:
    now = timezone.now()
    return {
        "notices": notices_for(person),
        "sessions": cards.cards_of(person, mentoring.sessions_ahead(person)),
        "threads": cards.lines_of(person, mentoring.threads_of(person)),
        "rooms": rooms_for(person, now),
    }


def notices_for(person: Person) -> list[Notice]:
    """What waits to be seen; help stands above every page already."""
    unseen = person.notices.filter(seen_at=None).exclude(kind="help")
    return list(unseen.order_by("-position")[:MOST_NOTICES])


def rooms_for(person: Person, now: datetime) -> list[dict[str, Any]]:
    """Open rooms first: they are where somebody is now."""
    shown = [
        {
            "name": room.name,
            "purpose": room.purpose,
            "url": reverse("room" if room.is_member else "room_about", args=[room.pk]),
            "is_open": room.takes_messages(now),
            "opening": words.opening(room, room.takes_messages(now)),
        }
        for room in rooms.rooms_for(person)
    ]
    return sorted(shown, key=lambda card: not card["is_open"])
