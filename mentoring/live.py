"""How sessions stand right now, for coordinators: who is there and who waits, no word said."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from mentoring import connections, scheduling
from mentoring.models import Attendance, Group, Phase, Session
from people import clocks
from people.models import Person

# From then on it is late, or somebody waits alone for long.
LATE = timedelta(minutes=5)
NEXT = timedelta(hours=24)
LATELY = timedelta(days=7)


@dataclass(frozen=True)
class Line:
    key: str
    who: str
    words: str
    needs_care: bool
    link: str = ""


def now_on(sessions: list[Session], groups: list[Group], now: datetime) -> list[Line]:
    """What is open or live, those that need somebody first."""
    open_now = [one for one in sessions if one.is_open(now)]
    groups_now = [one for one in groups if one.is_open(now)]
    lost = connections.lost_in(open_now, now)
    hosts_lost = connections.hosts_lost_in(groups_now)
    lines = [_line(one, lost, now) for one in open_now]
    lines += [_group_line(one, hosts_lost.get(one.pk), now) for one in groups_now]
    return sorted(lines, key=lambda line: not line.needs_care)


def next_on(sessions: list[Session], now: datetime) -> list[Line]:
    here = timezone.localtime
    return [
        Line(
            f"session-{one.pk}",
            _pair(one),
            scheduling.span(here(one.starts_at), here(one.ends_at), here(now)),
            False,
        )
        for one in sessions
        if one.phase(now) == Phase.AHEAD
    ]


def groups_next(groups: list[Group], now: datetime) -> list[Line]:
    here = timezone.localtime
    return [
        Line(
            f"group-{one.pk}",
            _group_name(one),
            scheduling.span(here(one.starts_at), here(one.ends_at), here(now)),
            False,
            reverse("group", args=[one.pk]),
        )
        for one in groups
        if one.is_ahead(now)
    ]


def _group_line(group: Group, lost: Person | None, now: datetime) -> Line:
    words, needs_care = "The circle is on.", False
    if not group.room.is_covered(now):
        words, needs_care = "Nobody watches over its room.", True
    elif lost:
        words, needs_care = f"{_lost(lost)} The circle waits.", True
    elif group.live_at is None:
        starts = clocks.clock(timezone.localtime(group.starts_at))
        needs_care = now >= group.starts_at + LATE
        words = f"Its circle has not begun. It was to start at {starts}."
    link = reverse("group", args=[group.pk])
    return Line(f"group-{group.pk}", _group_name(group), words, needs_care, link)


def _group_name(group: Group) -> str:
    return f"A group with {group.host}"


def felt_lately(found: list[Attendance], now: datetime) -> list[Line]:
    """What people said of how it was; they know that a coordinator reads it."""
    here = timezone.localtime
    return [
        Line(
            f"felt-{one.pk}",
            _pair(one.session),
            f"{one.person}: “{one.get_felt_display()}” "
            f"{scheduling.past(here(one.session.starts_at), here(now)).capitalize()}.",
            one.felt == Attendance.Felt.HARD,
        )
        for one in found
    ]


def _line(session: Session, lost: set[tuple[int, int]], now: datetime) -> Line:
    words, needs_care = _standing(session, now)
    gone = [one for one in session.mentorship.pair if (session.pk, one.pk) in lost]
    if gone:
        words = " ".join(map(_lost, gone))
    return Line(f"session-{session.pk}", _pair(session), words, needs_care)


def _standing(session: Session, now: datetime) -> tuple[str, bool]:
    came = {a.person_id: a.came_at for a in session.attendances.all() if a.came_at}
    starts = clocks.clock(timezone.localtime(session.starts_at))
    is_late = now >= session.starts_at + LATE
    if session.live_at:
        ends = clocks.clock(timezone.localtime(session.ends_at))
        return f"Both are there. It goes on until {ends}.", False
    if not came:
        if is_late:
            return f"Late: nobody has come. It was to start at {starts}.", True
        return f"Nobody has come yet. It starts at {starts}.", False
    (who, since), *_ = came.items()
    name = next(one for one in session.mentorship.pair if one.pk == who)
    waits = f"{name} waits alone since {clocks.clock(timezone.localtime(since))}."
    return waits, is_late and now - since >= LATE


def _lost(person: Person) -> str:
    return f"{person}’s connection seems to be lost. They have not left."


def _pair(session: Session) -> str:
    mentor, mentee = session.mentorship.pair
    return f"{mentor} and {mentee}"
