"""A copy of what is somebody's own: what a part of it is, and those of their account."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format

from people import clocks
from people.access import mailbox_of
from people.models import Person
from people.rest import zone_of
from realtime.later import later as _


@dataclass(frozen=True)
class Line:
    """Something said or told, and when, if that is known; a datetime is a date too."""

    words: str
    at: date | None = None

    @property
    def when(self) -> str:
        if isinstance(self.at, datetime):
            there = timezone.localtime(self.at)
            return f"{date_format(there, 'j F Y')}, {clocks.clock(there)}"
        return date_format(self.at, "j F Y") if self.at else ""


@dataclass(frozen=True)
class Part:
    title: str
    lines: list[Line] = field(default_factory=list)


def part(title: str, lines: Iterable[Line]) -> Iterator[Part]:
    """Nothing, where there is nothing to say."""
    found = list(lines)
    if found:
        yield Part(title, found)


def parts(person: Person) -> Iterator[Part]:
    yield from part(_("About you"), _about(person))
    notices = person.notices.order_by("at")
    yield from part(_("What you were told"), (Line(n.said, n.at) for n in notices))


def _about(person: Person) -> Iterator[Line]:
    yield Line(_("Your alias: %(alias)s", alias=person.alias))
    yield Line(_("You joined."), person.joined_at)
    yield Line(_("Your time zone: %(zone)s", zone=str(zone_of(person))))
    devices = person.subscriptions.count()
    if devices:
        yield Line(_("Devices that are told: %(number)s", number=devices))
    if mailbox_of(person):
        yield Line(_("You gave an e-mail address for reminders. It is kept sealed."))
