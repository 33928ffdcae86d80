"""Holding a session: both come in, one ends it, and each may write a note."""

from django.urls import reverse
from django.utils import timezone

from mentoring.actions.connecting import renew_connections
from mentoring.actions.saying import is_of_danger, show_help
from mentoring.actions.settling import (
    move,
    refuse_others,
    refuse_unless,
    see_notices,
    settling_session,
    tell,
    tell_other,
)
from mentoring.models import Attendance, Mentorship, Missed, Phase, Session
from people.actions import Refused, notify
from people.models import Person, Role
from people.said import said
from realtime import roster
from realtime.later import later as _
from realtime.writer import change

LONGEST_NOTE = 1_000
CALLED_OFF = _(
    "Your session can’t go on now. It is nothing you did. A coordinator knows."
)
MISSED = _(
    "Neither you nor %(other)s could come. That happens. You can suggest another time."
)
HAS_ENDED = _("Your session with %(other)s has ended.")
State = Session.State


@change
def come_in(session: Session, *, by: Person) -> Session:
    """Records that somebody came; the session is live once both have."""
    with settling_session(session) as found:
        refuse_others(found.mentorship, by)
        if found.phase(timezone.now()) == Phase.AHEAD:
            raise Refused(_("This session is not open yet."))
        refuse_unless(found, Phase.OPEN, Phase.LIVE)
        mine, _made = Attendance.objects.get_or_create(session=found, person=by)
        if mine.came_at is None:
            mine.came_at = timezone.now()
            mine.save(update_fields=["came_at"])
            _begin_if_both(found)
            if by.pk in roster.persons_here():
                # The clock might only look once the line is lost again.
                renew_connections([(found.pk, by.pk)])
            words = _("%(who)s has come in to your session.", who=by)
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
        # The two may have lengthened it since the clock looked.
        is_over = by is not None or found.phase(timezone.now()) == Phase.ENDED
        if found.state == State.ACCEPTED and is_over:
            move(found, State.ENDED)
            _tell_end(found, by)
    return found


@change
def call_away(session: Session, *, by: Person) -> Session:
    """Ends it because something came between; nobody has missed it."""
    with settling_session(session) as found:
        refuse_others(found.mentorship, by)
        refuse_unless(found, Phase.OPEN, Phase.LIVE)
        found.called_away = by
        found.save(update_fields=["called_away"])
        move(found, State.ENDED)
        words = _(
            "%(who)s was called away. It is nothing you did. You can pick another time.",
            who=by,
        )
        tell_other(found.mentorship, by, words)
    return found


@change
def call_off(session: Session) -> None:
    """One of the two may not be in here now: the other is not left alone with that.

    Why is nobody else's business, so it reads as if something came between.
    """
    with settling_session(session) as found:
        out = [one for one in found.mentorship.pair if one.is_suspended()]
        if not out or not found.is_open(timezone.now()):
            return
        found.called_away = out[0]
        found.save(update_fields=["called_away"])
        move(found, State.ENDED)
        for person in found.mentorship.pair:
            if person not in out:
                tell(found.mentorship, person, CALLED_OFF)
        _tell_coordinators(found.mentorship, "{} and {} can’t go on with a session.")


def _tell_end(session: Session, by: Person | None) -> None:
    mentorship = session.mentorship
    if by is not None:
        tell_other(
            mentorship, by, _("Your session with %(other)s has ended.", other=by)
        )
        return
    is_missed = not session.attendances.exclude(came_at=None).exists()
    words = MISSED if is_missed else HAS_ENDED
    for person in mentorship.pair:
        tell(mentorship, person, said(words, other=mentorship.other(person)))
    if is_missed:
        Missed.objects.create(session=session)
        _tell_coordinators(mentorship, "Nobody came to the session of {} and {}.")


def _tell_coordinators(mentorship: Mentorship, told: str) -> None:
    words = told.format(*mentorship.pair)
    link = reverse("live_sessions")
    staff = Person.objects.filter(role=Role.COORDINATOR, is_active=True)
    # Inboxes are locked in one order in every process.
    for one in sorted(staff, key=lambda one: f"me:{one.pk}"):
        notify(one, kind="programme", words=words, link=link)


def write_note(session: Session, *, by: Person, note: str) -> None:
    """Each side's own note; nobody else ever sees it, so nobody is told.

    It raises no flag either; whoever writes of danger in it is shown help.
    """
    room = session.mentorship.room_id
    _write_note(session, by, note, is_of_danger(room, note, by=by))


@change
def _write_note(session: Session, by: Person, note: str, is_distress: bool) -> None:
    with settling_session(session) as found:
        refuse_others(found.mentorship, by)
        refuse_unless(found, Phase.ENDED)
        if len(note) > LONGEST_NOTE:
            raise Refused(
                _("Use %(most)s characters at most.", most=f"{LONGEST_NOTE:,}"), "note"
            )
        Attendance.objects.update_or_create(
            session=found, person=by, defaults={"note": note.strip()}
        )
        see_notices(found.mentorship, by)
        if is_distress:
            show_help(by)
