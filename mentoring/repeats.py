"""Sessions each week as one, and the hour that the other of the two reads on their clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from mentoring import scheduling
from mentoring.models import OtherTime, Session
from people import clocks
from people.models import Person
from people.rest import zone_of
from people.zones import is_zone
from realtime.later import later as _


@dataclass(frozen=True)
class Later:
    """One of the later sessions of a series."""

    pk: int
    when: str
    theirs: str


@dataclass(frozen=True)
class Next:
    """When the two of a session meet after it; or what one of them suggests."""

    when: str
    is_agreed: bool


def next_after(session: Session) -> Next | None:
    """What is agreed goes before what is only suggested."""
    now = timezone.now()
    states = [Session.State.ACCEPTED, Session.State.PROPOSED]
    ahead = session.mentorship.sessions.filter(state__in=states, starts_at__gt=now)
    found = sorted(
        ahead.exclude(pk=session.pk),
        key=lambda one: (one.state != Session.State.ACCEPTED, one.starts_at),
    )
    if not found:
        return None
    return Next(when(found[0]), found[0].state == Session.State.ACCEPTED)


def gathered(sessions: Iterable[Session]) -> list[tuple[Session, list[Session]]]:
    """The soonest of each series with those after it; they must come in order."""
    found: dict[object, tuple[Session, list[Session]]] = {}
    for one in sessions:
        key = (one.series, one.state) if one.series else one.pk
        if key in found:
            found[key][1].append(one)
        else:
            found[key] = (one, [])
    return list(found.values())


def later_of(sessions: Iterable[Session], other: Person) -> list[Later]:
    return [Later(one.pk, when(one), theirs(one, other)) for one in sessions]


def when(span: Session | OtherTime) -> str:
    here = timezone.localtime
    return scheduling.span(here(span.starts_at), here(span.ends_at), here())


def theirs(span: Session | OtherTime, other: Person) -> str:
    """What their clock shows, where it shows another hour; not where that is."""
    if not is_zone(other.time_zone):
        return ""
    here = timezone.localtime(span.starts_at)
    there = span.starts_at.astimezone(zone_of(other))
    if here.utcoffset() == there.utcoffset():
        return ""
    return _(
        "For %(name)s it is %(time)s.",
        name=other,
        time=_hour(there, here),
    )


def _hour(there: datetime, here: datetime) -> str:
    hour = clocks.clock(there)
    return hour if there.date() == here.date() else f"{there:%A}, {hour}"


def mark(session: Session) -> str:
    """Changes with whatever a page that is open cannot show by itself."""
    asked = getattr(session, "other_time", None)
    told = [session.pk, int(session.starts_at.timestamp()), session.moves]
    return ".".join(map(str, [*told, asked.pk if asked else 0]))
