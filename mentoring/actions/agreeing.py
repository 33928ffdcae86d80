"""Answering a time that was suggested, and cancelling what was agreed."""

from django.utils import timezone

from mentoring.actions.checking import check_free, is_free
from mentoring.actions.saying import say_shortly
from mentoring.actions.settling import (
    move,
    refuse_ended,
    refuse_others,
    refuse_unless,
    settling_session,
    tell_other,
)
from mentoring.models import Phase, Session
from people.actions import Refused
from people.models import Person
from realtime.later import later as _
from realtime.writer import change

LONGEST_WORD = 200
State = Session.State


@change
def accept_session(session: Session, *, by: Person) -> Session:
    """One session, or all of a series; of a series, what is taken meanwhile is left out."""
    with settling_session(session) as found:
        _refuse_answer(found, by)
        refuse_ended(found.mentorship)
        check_free(found, found.mentorship.pair)
        free = [_is_agreed(one) for one in _all_of(found)]
        found.refresh_from_db(fields=["state", "agreed_at"])
        words = _("%(who)s agrees to your session.", who=by)
        if found.series:
            words = _("%(who)s agrees to your sessions.", who=by)
        if not all(free):
            words = _("%(who)s agrees to the sessions that you both can make.", who=by)
        tell_other(found.mentorship, by, words)
    return found


def _is_agreed(session: Session) -> bool:
    """Agrees to it; what is taken meanwhile is declined."""
    is_still_free = is_free(session, session.mentorship.pair)
    session.agreed_at = timezone.now() if is_still_free else None
    move(session, State.ACCEPTED if is_still_free else State.DECLINED)
    return is_still_free


@change
def decline_session(session: Session, *, by: Person) -> Session:
    with settling_session(session) as found:
        _refuse_answer(found, by)
        for one in _all_of(found):
            move(one, State.DECLINED)
        found.refresh_from_db(fields=["state"])
        words = _("%(who)s can't make the time you suggested.", who=by)
        tell_other(found.mentorship, by, words)
    return found


def _refuse_answer(session: Session, by: Person) -> None:
    """Only the other of the two answers, and only in time."""
    refuse_others(session.mentorship, by)
    if session.proposed_by_id == by.pk:
        raise Refused(_("You suggested this time. The other one answers."))
    refuse_unless(session, Phase.PROPOSED)


def _all_of(session: Session) -> list[Session]:
    """Itself, and what is ahead of its series and stands like it."""
    if session.series is None:
        return [session]
    same = session.mentorship.sessions.filter(series=session.series)
    ahead = same.filter(state=session.state, starts_at__gte=session.starts_at)
    found = list(ahead.order_by("starts_at"))
    for one in found:
        one.mentorship = session.mentorship
    return found


@change
def cancel_session(
    session: Session, *, by: Person, word: str = "", later_too: bool = False
) -> Session:
    """Either of the two, until it is live; a kind word is said in their thread."""
    with settling_session(session) as found:
        refuse_others(found.mentorship, by)
        refuse_unless(found, Phase.PROPOSED, Phase.AHEAD, Phase.OPEN)
        words = _("%(who)s has taken back the time they suggested.", who=by)
        if found.state == State.ACCEPTED:
            words = _(
                "%(who)s has cancelled your session. You can suggest another time.",
                who=by,
            )
        say_shortly(
            found.mentorship.room, word.strip(), by=by, field="own", most=LONGEST_WORD
        )
        for one in _all_of(found) if later_too else [found]:
            move(one, State.CANCELLED)
        found.refresh_from_db(fields=["state"])
        tell_other(found.mentorship, by, words)
    return found
