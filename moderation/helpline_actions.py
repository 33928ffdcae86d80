"""Keeping the helplines right: the first ones, and what staff change, add, take away."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from moderation import helplines
from moderation.helpline_models import Helpline
from people.actions.refusal import Refused
from people.models import Person
from realtime.writer import change

MUST_STAY = (
    "This line must stay: somebody may need it tonight. You can change its words."
)
# Nobody of this community has tried them yet: so they have no day, until somebody does.
FIRST_LINES: list[dict[str, Any]] = [
    {
        "name": "Emergency services",
        "is_emergency": True,
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
def add_helpline(*, by: Person, checked_on: date, words: dict[str, Any]) -> Helpline:
    """One of this community's own, last in the list; sent twice, it is added once."""
    there = _in_use().filter(name=words["name"], number=words["number"]).first()
    if there:
        return there
    places = _in_use().values_list("place", flat=True)
    return Helpline.objects.create(
        place=max(places, default=0) + 1, checked_on=checked_on, checked_by=by, **words
    )


@change
def update_helpline(
    helpline: Helpline, *, by: Person, checked_on: date, words: dict[str, Any]
) -> None:
    """What staff wrote after they tried the line themselves."""
    kept = words | {"checked_on": checked_on, "checked_by": by}
    Helpline.objects.filter(pk=helpline.pk).update(**kept)


@change
def retire_helpline(helpline: Helpline, *, by: Person) -> None:
    """Members see it no longer; what is written there stays, to be brought back."""
    found = {line.pk: line for line in _in_use()}
    if helpline.pk not in found:
        return  # sent twice
    if found[helpline.pk].is_emergency or len(found) == 1:
        raise Refused(MUST_STAY)
    gone = {"retired_at": timezone.now(), "retired_by": by}
    Helpline.objects.filter(pk=helpline.pk).update(**gone)


@change
def bring_back_helpline(
    helpline: Helpline, *, by: Person, checked_on: date, words: dict[str, Any]
) -> None:
    """Only with a check of today: numbers change while nobody looks."""
    update_helpline(helpline, by=by, checked_on=checked_on, words=words)
    back = {"retired_at": None, "retired_by": None}
    Helpline.objects.filter(pk=helpline.pk).update(**back)


@change
def show_sooner(helpline: Helpline, *, by: Person) -> None:
    """One place up; never before the emergency number."""
    order = list(_in_use())
    at = next((n for n, line in enumerate(order) if line.pk == helpline.pk), 0)
    if at > 0 and not order[at - 1].is_emergency:
        order[at - 1], order[at] = order[at], order[at - 1]
    for place, line in enumerate(order):
        Helpline.objects.filter(pk=line.pk).update(place=place)


def _in_use() -> QuerySet[Helpline]:
    """Locked, so that two people never take the last ones away at once."""
    return helplines.in_use().select_for_update()
