"""Whether somebody's line is lost in a session; that is not leaving, and not being away."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from mentoring.models import Connection, Group, Session
from people.models import Person
from realtime import roster
from rooms.circle_models import Circle


@dataclass(frozen=True)
class Line:
    """How the line of one of the two stands."""

    is_lost: bool = False
    # When it counts as lost, unless they are back by then.
    is_lost_at: datetime | None = None


WELL = Line()


def line_of(session: Session, person: Person, now: datetime) -> Line:
    """A short break is none: pages change, and trains go through tunnels."""
    known = Connection.objects.filter(session=session, person=person).first()
    if known is None or person.pk in roster.persons_here():
        return WELL
    if now < known.until:
        return Line(is_lost_at=known.until)
    return Line(is_lost=True)


def lost_in(sessions: Collection[Session], now: datetime) -> set[tuple[int, int]]:
    """Session and person, of every line that is lost; asked for many at once."""
    known = Connection.objects.filter(session__in=sessions, until__lte=now)
    found = set(known.values_list("session", "person"))
    here = roster.persons_here() if found else set()
    return {one for one in found if one[1] not in here}


def hosts_lost_in(groups: Collection[Group]) -> dict[int, Person]:
    """By group, whose line its circle, or one of its small circles, waits for."""
    waits = Circle.objects.filter(ended_at=None, waits_for=Circle.Waits.HOST)
    waits = waits.select_related("host")
    own = waits.filter(room__group__in=groups)
    parts = waits.filter(room__small_circle__group__in=groups)
    return {one.room.small_circle.group_id: one.host for one in parts} | {
        one.room.group.pk: one.host for one in own
    }
