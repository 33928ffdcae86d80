"""Holding a session: both come in, one ends it, and each may write a note."""

from django.utils import timezone

from mentoring.actions.settling import (
    move,
    refuse_others,
    refuse_unless,
    see_notices,
    settling_session,
    tell,
    tell_other,
)
from mentoring.models import Attendance, Mentorship, Phase, Session
from people.actions import Refused
from people.models import Person
from realtime.writer import change

LONGEST_NOTE = 1_000
State = Session.State


@change
def come_in(session: Session, *, by: Person) -> Session:
    """Records that somebody came; the session is live once both have."""
    with settling_session(session) as found:
        refuse_others(found.mentorship, by)
        if found.phase(timezone.now()) == Phase.AHEAD:
            raise Refused("This session is not open yet.")
        refuse_unless(found, Phase.OPEN, Phase.LIVE)
        mine, _ = Attendance.objects.get_or_create(session=found, person=by)
        if mine.came_at is None:
            mine.came_at = timezone.now()
            mine.save(update_fields=["came_at"])
            _begin_if_both(found)
            words = f"{by} has come in to your session."
            tell_other(found.mentorship, by, words)
    return found


def _begin_if_both(session: Session) -> None:
    if session.attendances.exclude(came_at=None).count() == 2:
        session.live_at = timezone.now()
        session.save(update_fields=["live_at"])


@change
def end_session(session: Session, *, by: Person | None) -> Session:
    """Either of the two, while it is open; the clock (by nobody) when it is long over."""
    with settling_session(session) as found:
        if by is not None:
            refuse_others(found.mentorship, by)
            refuse_unless(found, Phase.OPEN, Phase.LIVE)
        if found.state == State.ACCEPTED:
            move(found, State.ENDED)
            _tell_end(found.mentorship, by)
    return found


def _tell_end(mentorship: Mentorship, by: Person | None) -> None:
    words = "Your session with {} has ended."
    if by is not None:
        tell_other(mentorship, by, words.format(by))
        return
    for person in mentorship.pair:
        tell(mentorship, person, words.format(mentorship.other(person)))


@change
def write_note(session: Session, *, by: Person, note: str) -> None:
    """Each side's own note; nobody else ever sees it, so nobody is told."""
    with settling_session(session) as found:
        refuse_others(found.mentorship, by)
        refuse_unless(found, Phase.ENDED)
        if len(note) > LONGEST_NOTE:
            raise Refused(f"Use {LONGEST_NOTE:,} characters at most.", "note")
        Attendance.objects.update_or_create(
            session=found, person=by, defaults={"note": note.strip()}
        )
        see_notices(found.mentorship, by)
