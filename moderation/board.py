"""The board of flags as a page shows it: the gist of each, most urgent first."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from moderation import desk, flags, keys, ordering, targets, words
from moderation.models import CheckIn, Flag
from moderation.ordering import Entry
from moderation.targets import Hours
from people.models import Person
from realtime import tips

# More than a page can show at once; the rest follow as these are done.
MOST = 100


def page(person: Person) -> dict[str, Any]:
    """Reads where the stream stands first, so that nothing falls in between."""
    now = timezone.now()
    stream = tips.of([flags.BOARD])[flags.BOARD]
    waiting = list(flags.waiting().annotate(not_me=desk.passed_on(person)))
    hours = targets.hours_for(waiting)
    last_taken = waiting[0].last_taken or "" if waiting else ""  # type: ignore[attr-defined]
    entries = [_entry(flag, person, hours) for flag in waiting]
    by_id = {flag.pk: flag for flag in waiting}
    order = [by_id[entry.id] for entry in ordering.ordered(entries, now, last_taken)]
    first = ordering.lifted(entries, now, last_taken)
    return {
        "cards": [card(flag, person, now, hours) for flag in order[:MOST]],
        "has_more": len(order) > MOST,
        "first": first and first.id,
        "last_taken": last_taken,
        "epoch": stream.epoch,
        "position": stream.position,
        "blank": BLANK,
        "keys": keys.BOARD,
    }


def _entry(flag: Flag, person: Person, hours: Hours) -> Entry:
    """Only what this person may take is lifted before the rest."""
    is_mine = flag.message.author_id == person.pk
    may_take = not is_mine and (person.is_lead or not flag.is_for_lead)
    may_take = may_take and not flag.not_me  # type: ignore[attr-defined]
    is_free = may_take and flag.state == Flag.State.OPEN
    ripe = ordering.lifts_at(hours.due_at(flag), hours.lasts[flag.level])
    return Entry(flag.pk, flag.level, flag.raised_at, ripe, is_free)


def card(flag: Flag, person: Person, now: datetime, hours: Hours) -> dict[str, Any]:
    row = flags.flag_row(flag, hours)
    return row | {
        "raised": flag.raised_at,
        "due": words.due(hours.due_at(flag), now),
        "waiting": words.waiting(flag.raised_at, now),
        "is_mine": flag.claimed_by_id == person.pk and flag.state == Flag.State.CLAIMED,
        "is_about_me": flag.message.author_id == person.pk,
        "not_me": getattr(flag, "not_me", False),
    }


# What the browser's <template> is made from.
BLANK = {"id": 0, "level": "green", "is_blank": True}


def check_ins(person: Person) -> list[CheckIn]:
    """The newest check-ins that this moderator opened."""
    opened = CheckIn.objects.filter(by=person, room__closed_at=None)
    return list(opened.select_related("person").order_by("-at")[:10])
