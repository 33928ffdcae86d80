"""The board of flags as a page shows it: the gist of each, most urgent first."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from moderation import flags, targets, words
from moderation.models import CheckIn, Flag
from moderation.targets import Hours
from people.models import Person
from realtime import tips

# More than a page can show at once; the rest follow as these are done.
MOST = 100


def page(person: Person) -> dict[str, Any]:
    """Reads where the stream stands first, so that nothing falls in between."""
    now = timezone.now()
    stream = tips.of([flags.BOARD])[flags.BOARD]
    waiting = list(flags.most_urgent_first()[: MOST + 1])
    hours = targets.hours_for(waiting)
    return {
        "cards": [card(flag, person, now, hours) for flag in waiting[:MOST]],
        "has_more": len(waiting) > MOST,
        "epoch": stream.epoch,
        "position": stream.position,
        "blank": BLANK,
    }


def card(flag: Flag, person: Person, now: datetime, hours: Hours) -> dict[str, Any]:
    row = flags.flag_row(flag, hours)
    return row | {
        "raised": flag.raised_at,
        "due": words.due(hours.due_at(flag), now),
        "waiting": words.waiting(flag.raised_at, now),
        "is_mine": flag.claimed_by_id == person.pk,
        "is_about_me": flag.message.author_id == person.pk,
    }


# What the browser's <template> is made from.
BLANK = {"id": 0, "level": "green", "is_blank": True}


def check_ins(person: Person) -> list[CheckIn]:
    """The newest check-ins that this moderator opened."""
    opened = CheckIn.objects.filter(by=person, room__closed_at=None)
    return list(opened.select_related("person").order_by("-at")[:10])
