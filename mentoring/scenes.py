"""Which scene of a session one of the two sees, and who came to it, in words."""

from datetime import datetime
from enum import StrEnum

from mentoring.models import Phase, Session
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


def scene_of(reader: Person, session: Session, came: set[int], now: datetime) -> Scene:
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


def came_words(reader: Person, session: Session, came: set[int]) -> str:
    other = session.mentorship.other(reader)
    return _called(reader, session) or _who_came(
        reader.pk in came, other.pk in came, other.alias
    )


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
