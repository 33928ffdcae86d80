"""What a session looks like to one of the two, in their own time zone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from mentoring import connections, repeats, scenes, scheduling
from mentoring.models import Attendance, Mentorship, Session
from mentoring.scenes import Scene
from people import clocks
from people.models import Person
from realtime.later import later as _

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
    # The reader would like it to go on, and the other has not said so.
    wants_longer: bool
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
        return self.scene in scenes.OPEN_SCENES

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
        key=lambda card: (
            card.is_past,
            card.scene not in scenes.PRESSING,
            card.starts_at,
        ),
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
    scene = scenes.scene_of(reader, session, came, now)
    return SessionCard(
        session=session,
        other=other,
        scene=scene,
        when=scheduling.span(here(session.starts_at), here(session.ends_at), here(now)),
        opens=clocks.clock(here(session.opens_at)),
        ends=clocks.clock(here(session.ends_at)),
        came=scenes.came_words(reader, session, came),
        link=link_to(session.mentorship),
        theirs=repeats.theirs(session, other),
        line=connections.line_of(session, other, now)
        if scene in scenes.TOGETHER
        else connections.WELL,
        felt=next((a.felt for a in mine if a.felt), ""),
        asked=_asked(session),
        wants_longer=session.wants_longer_id == reader.pk,
        later=repeats.later_of(later, other),
    )


def _asked(session: Session) -> str:
    asked = getattr(session, "other_time", None)
    return repeats.when(asked) if asked else ""
