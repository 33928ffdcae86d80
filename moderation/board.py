"""The board of flags as a page shows it: the gist of each, most urgent first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    Exists,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
    Window,
)
from django.db.models.functions import RowNumber
from django.utils import timezone

from moderation import desk, flags, keys, ordering, streams, targets, words
from moderation.models import CheckIn, Flag
from moderation.ordering import Entry
from moderation.targets import Hours
from people.models import Person
from realtime.models import Stream

# More than a page can show at once; the rest follow as these are done.
MOST = 100
_BY_AGE = ("raised_at", "pk")
_BY_LEVEL = Case(*(When(level=name, then=n) for n, name in enumerate(ordering.LEVELS)))


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


def line(flag: Flag) -> Mapping[str, Any] | None:
    """Where the board stands, and which version of this flag belongs to that."""
    version = Subquery(Flag.objects.filter(pk=flag.pk).values("version"))
    stream = Stream.objects.filter(name=flags.BOARD).annotate(version=version)
    return stream.values("epoch", "position", "version").first()


def page(person: Person, glance: Glance) -> dict[str, Any]:
    """The glance came first, so that nothing falls in between."""
    now = timezone.now()
    waiting = _in_sight(person)
    hours = targets.hours_for(waiting)
    last_taken, taken_at = _last_taken(waiting)
    red_taken = taken_at if last_taken == Flag.Level.RED else None
    entries = [_entry(flag, hours) for flag in waiting]
    by_id = {flag.pk: flag for flag in waiting}
    order = [by_id[entry.id] for entry in ordering.ordered(entries, now, red_taken)]
    first = ordering.lifted(entries, now, red_taken)
    cards = [card(flag, person, now, hours) for flag in order]
    return {
        "cards": cards[:MOST],
        "mine": [each for each in cards if each["is_mine"]],
        "has_more": len(order) > MOST,
        "first": first and first.id,
        "last_taken": last_taken,
        "last_taken_at": taken_at,
        "epoch": glance.epoch,
        "position": glance.position,
        "blank": BLANK,
        "keys": keys.BOARD,
    }


def _in_sight(person: Person) -> list[Flag]:
    """What the page shows and one more; of the rest what this person has, and whatever
    may be lifted: of each level the one that has waited longest is the first to be ripe.
    """
    waiting = flags.waiting().annotate(
        not_me=desk.passed_on(person),
        is_free=Case(When(_may_take(person), then=True), default=False),
        is_asked=Case(When(_may_second(person), then=True), default=False),
        is_for_others=Case(
            When(Q(is_free=True) | Q(is_asked=True), then=False), default=True
        ),
    )
    order = ("is_for_others", _BY_LEVEL, "-is_free", *_BY_AGE)
    found: list[Flag] = list(waiting.order_by(*order)[: MOST + 1])
    if len(found) <= MOST:
        return found
    turn = Window(RowNumber(), partition_by="level", order_by=_BY_AGE)
    free = waiting.filter(is_free=True).annotate(turn=turn)
    longest = Q(pk__in=free.filter(turn=1).values("pk"))
    others = waiting.filter(longest | Q(claimed_by=person))
    return list({flag.pk: flag for flag in [*found, *others]}.values())


def _may_take(person: Person) -> Q:
    """Only what this person may take is lifted before the rest."""
    free = Q(state=Flag.State.OPEN, not_me=False) & ~Q(message__author=person)
    leads = flags.leads_besides(OuterRef("message__author"))
    needs_none = Q(is_for_lead=False) | Q(~Exists(leads))
    return free if person.is_lead else free & needs_none


def _may_second(person: Person) -> Q:
    """Who asked for a second person has the flag, as has who asks for an envelope."""
    asked = Q(needs_second=True) & ~Q(message__author=person)
    return asked & (Q(claimed_by=None) | ~Q(claimed_by=person))


def _last_taken(waiting: Sequence[Flag]) -> tuple[str, datetime | None]:
    """Its level, and when."""
    if not waiting:
        return "", None
    return waiting[0].last_taken or "", waiting[0].last_taken_at  # type: ignore[attr-defined]


def _entry(flag: Flag, hours: Hours) -> Entry:
    ripe = ordering.lifts_at(hours.due_at(flag), hours.lasts[flag.level])
    is_free, is_asked = flag.is_free, flag.is_asked  # type: ignore[attr-defined]
    return Entry(flag.pk, flag.level, flag.raised_at, ripe, is_free, is_asked)


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
