"""Keeping the helplines right: the first ones, and what staff change."""

from datetime import date
from typing import Any

from moderation.models import Helpline
from people.models import Person
from realtime.writer import change

# Nobody of this community has tried them yet: so they have no day, until somebody does.
FIRST_LINES: list[dict[str, Any]] = [
    {
        "name": "Emergency services",
        "number": "999",
        "what_for": "Someone may die or be badly hurt. You have taken something or been hurt.",
        "how": "Call 999, or go to A&E. You are not wasting anyone’s time.",
    },
    {
        "name": "NHS 111, option 2",
        "number": "111",
        "what_for": "You need help with your mental health today.",
        "how": "Call 111 and choose option 2. It is free.",
    },
    {
        "name": "Samaritans",
        "number": "116 123",
        "what_for": "You want to talk to someone who listens, about anything.",
        "how": "Call 116 123. It is free, and it does not show on your bill.",
    },
    {
        "name": "Shout",
        "number": "85258",
        "is_text": True,
        "what_for": "You would rather text than talk.",
        "how": "Text the word SHOUT to 85258. It is free on most networks.",
    },
]


@change
def ensure_helplines() -> None:
    """Puts the first lines in an empty list; what staff wrote is never overwritten."""
    if Helpline.objects.exists():
        return
    for place, line in enumerate(FIRST_LINES):
        Helpline.objects.create(place=place, **line)


@change
def update_helpline(
    helpline: Helpline, *, by: Person, checked_on: date, words: dict[str, Any]
) -> None:
    """What staff wrote after they tried the line themselves."""
    for name, value in words.items():
        setattr(helpline, name, value)
    helpline.checked_on = checked_on
    helpline.checked_by = by
    helpline.save()
