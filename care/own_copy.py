"""How somebody was, day by day, as they wrote it."""

from collections.abc import Iterator

from care import feelings
from people.models import Person
from people.own_copy import Line, Part, part
from realtime.later import later as _


def parts(person: Person) -> Iterator[Part]:
    days = feelings.all_of(person)
    lines = (Line(_said(day), day.on) for day in days)
    yield from part(_("How you were, day by day"), lines)


def _said(day: feelings.Day) -> str:
    if day.is_lost:
        return _("It can no longer be opened.")
    return ". ".join(str(one) for one in (day.sky_words, day.words) if one)
