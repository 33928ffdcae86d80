"""What a session looks like to one of the two, in their own time zone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils import timezone

from mentoring import connections, repeats, scheduling
from mentoring.models import Attendance, Mentorship, Phase, Session
from people import clocks
from people.models import Person
from realtime.later import later as _


class Scene(StrEnum):
    """A phase as one of the two sees it; the card shows the words and buttons of one."""

    ASKED = "asked"
    WAITING = "waiting"
    AHEAD = "ahead"
    MOVING = "moving"  # the other asks for another time
    MOVED = "moved"  # the reader did
    OPEN = "open"
    EXPECTED = "expected"  # the other has come in
    ALONE = "alone"  # only the reader has come in
    LIVE = "live"
    ENDED = "ended"
    GONE = "gone"


OPEN_SCENES = frozenset({Scene.OPEN, Scene.EXPECTED, Scene.ALONE, Scene.LIVE})
# Where the other has come in, so that their line can be lost.
TOGETHER = frozenset({Scene.EXPECTED, Scene.LIVE})
PRESSING = OPEN_SCENES | {Scene.ASKED, Scene.MOVING}
# For so long a session that has ended is still what the thread is about.
JUST_ENDED = timedelta(hours=12)


@dataclass(frozen=True)
class SessionCard:
    session: Session
    other: Person
    scene: Scene
    when: str
    opens: str
    ends: str
    came: str
    link: str
    theirs: str
    # Of the other.
    line: connections.Line
    # What the reader said of how it was.
    felt: str
    # The other time that one of the two asks for.
    asked: str
    later: list[repeats.Later]

    @property
    def mark(self) -> str:
        return repeats.mark(self.session)

    @property
    def pk(self) -> int:
        return self.session.pk

    @property
    def name(self) -> str:
        return self.other.alias

    @property
    def starts_at(self) -> datetime:
        return self.session.starts_at

    @property
    def ends_at(self) -> datetime:
        return self.session.ends_at

    @property
    def left(self) -> str:
        """How long it still goes on, as <session-left> keeps it true."""
        minutes = -((timezone.now() - self.ends_at) // scheduling.MINUTE)
        if minutes > 1:
            return _("{minutes} minutes left.").replace("{minutes}", str(minutes))
        return (
            _("One minute left.")
            if minutes == 1
            else _("The time is up. There is no hurry.")
        )

    @property
    def minutes(self) -> int:
        return self.session.minutes

    @property
    def agenda(self) -> str:
        return self.session.agenda

    @property
    def feelings(self) -> list[tuple[str, Any]]:
        return list(Attendance.Felt.choices)

    @property
    def state(self) -> str:
        return self.session.state

    @property
    def is_open_now(self) -> bool:
        return self.scene in OPEN_SCENES

    @property
    def sessions_link(self) -> str:
        return reverse("propose_session", args=[self.session.mentorship.room_id])

    @property
    def next(self) -> repeats.Next | None:
        return repeats.next_after(self.session)

    @property
    def is_past(self) -> bool:
        over_at = self.session.ended_at or self.session.closes_at
        is_ended = self.scene == Scene.ENDED
        return is_ended and over_at < timezone.now() - JUST_ENDED


def cards_of(reader: Person, sessions: Iterable[Session]) -> list[SessionCard]:
    """A series is one card, that of its soonest."""
    now = timezone.now()
    return [
        _card(reader, session, later, now)
        for session, later in repeats.gathered(sessions)
    ]


def pressing_first(cards: list[SessionCard]) -> list[SessionCard]:
    """What needs the reader now, then what is to come, then what is over."""
    return sorted(
        cards,
        key=lambda card: (card.is_past, card.scene not in PRESSING, card.starts_at),
    )


def link_to(mentorship: Mentorship) -> str:
    return reverse("thread", args=[mentorship.room_id])


def _card(
    reader: Person, session: Session, later: list[Session], now: datetime
) -> SessionCard:
    came = {a.person_id for a in session.attendances.all() if a.came_at}
    mine = [a for a in session.attendances.all() if a.person_id == reader.pk]
    other = session.mentorship.other(reader)
    here = timezone.localtime
    scene = _scene(reader, session, came, now)
    return SessionCard(
        session=session,
        other=other,
        scene=scene,
        when=scheduling.span(here(session.starts_at), here(session.ends_at), here(now)),
        opens=clocks.clock(here(session.opens_at)),
        ends=clocks.clock(here(session.ends_at)),
        came=_called(reader, session)
        or _who_came(reader.pk in came, other.pk in came, other.alias),
        link=link_to(session.mentorship),
        theirs=repeats.theirs(session, other),
        line=connections.line_of(session, other, now)
        if scene in TOGETHER
        else connections.WELL,
        felt=next((a.felt for a in mine if a.felt), ""),
        asked=_asked(session),
        later=repeats.later_of(later, other),
    )


def _asked(session: Session) -> str:
    asked = getattr(session, "other_time", None)
    return repeats.when(asked) if asked else ""


def _scene(reader: Person, session: Session, came: set[int], now: datetime) -> Scene:
    phase = session.phase(now)
    if phase == Phase.PROPOSED:
        is_mine = session.proposed_by_id == reader.pk
        return Scene.WAITING if is_mine else Scene.ASKED
    asked = getattr(session, "other_time", None)
    if phase == Phase.AHEAD and asked:
        return Scene.MOVED if asked.asked_by_id == reader.pk else Scene.MOVING
    if phase == Phase.OPEN and came:
        return Scene.ALONE if reader.pk in came else Scene.EXPECTED
    return Scene(phase)


def _called(reader: Person, session: Session) -> str:
    who = session.called_away_id
    if who is None:
        return ""
    other = session.mentorship.other(reader)
    if who == reader.pk:
        return _("You were called away.")
    return _("%(other)s was called away.", other=other)


def _who_came(i_came: bool, other_came: bool, other: str) -> str:
    if i_came and other_came:
        return _("Both of you came.")
    if i_came:
        return _("You came. %(other)s was not there.", other=other)
    if other_came:
        return _("%(other)s came. You were not there.", other=other)
    return _("Neither of you came. You can suggest another time.")
