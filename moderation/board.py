"""The board of flags as a page shows it: the gist of each, most urgent first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Func, QuerySet, Subquery
from django.utils import timezone

from moderation import desk, flags, keys, ordering, streams, targets, words
from moderation.models import CheckIn, Flag
from moderation.ordering import Entry
from moderation.targets import Hours
from people.models import Person
from realtime.models import Stream

# More than a page can show at once; the rest follow as these are done.
MOST = 100


@dataclass(frozen=True)
class Glance:
    """Where the board stands, and what else waits for this person; asked in one question."""

    epoch: str
    position: int
    numbers: Mapping[str, int]


def glance(person: Person, waiting: Mapping[str, QuerySet[Any]]) -> Glance:
    stream = Stream.objects.filter(name=flags.BOARD)
    places = [Subquery(stream.values("epoch")), Subquery(stream.values("position"))]
    numbers = [Subquery(_number_of(found)) for found in waiting.values()]
    asked = Person.objects.filter(pk=person.pk).values_list(*places, *numbers)
    epoch, position, *counted = asked.get()
    return Glance(epoch or "", position or 0, dict(zip(waiting, counted, strict=True)))


def _number_of(found: QuerySet[Any]) -> QuerySet[Any]:
    counted = found.order_by().annotate(all=Func("pk", function="COUNT"))
    return counted.values("all")


def page(person: Person, glance: Glance) -> dict[str, Any]:
    """The glance came first, so that nothing falls in between."""
    now = timezone.now()
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
        "epoch": glance.epoch,
        "position": glance.position,
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
    row = streams.flag_row(flag, hours)
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


def check_ins(person: Person) -> QuerySet[CheckIn]:
    """Those that this moderator opened, the newest first."""
    opened = CheckIn.objects.filter(by=person, room__closed_at=None)
    return opened.select_related("person").order_by("-at")
