"""What comes next for one person: open rooms, threads, sessions, notices."""

from typing import Any

from django.utils import timezone

from people.models import Notice, Person


def whats_next(person: Person) -> dict[str, Any]:
    return {
        "now": timezone.now(),
        "notices": notices_for(person),
    }


def notices_for(person: Person) -> list[Notice]:
    return list(person.notices.filter(seen_at=None).order_by("-position")[:5])
