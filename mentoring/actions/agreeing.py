"""Agreeing on a session: one suggests a time, the other says yes or no."""

import uuid
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone

from mentoring import scheduling
from mentoring.actions.checking import check_free, check_time, is_free
from mentoring.actions.saying import say_shortly
from mentoring.actions.settling import (
    move,
    refuse_ended,
    refuse_others,
    refuse_unless,
    settling,
    settling_session,
    tell_other,
)
from mentoring.models import Mentorship, Phase, Session
from people.actions import Refused
from people.models import Person
from realtime.later import later as _
from realtime.writer import change

MOST_AHEAD = 6
MOST_WEEKS = 12
LONGEST_AGENDA = 300
LONGEST_WORD = 200
State = Session.State


class Series(NamedTuple):
    """What came of a wish to meet each week."""

    sessions: list[Session]
    # Days on which the clocks skip the hour, or one of the two is not free.
    left_out: list[date]


@change
def propose_session(
    mentorship: Mentorship,
    *,
    by: Person,
    starts_at: datetime,
    minutes: int,
    agenda: str = "",
    zone: str = "",
) -> Session:
    """Suggests a time to the other of the two; the agenda is said in their thread."""
    with settling(mentorship) as found:
        refuse_others(found, by)
        refuse_ended(found)
        wish = _wish(found, by, starts_at, minutes, zone)
        _check(wish)
        wish.said = say_shortly(
            found.room, agenda.strip(), by=by, field="agenda", most=LONGEST_AGENDA
        )
        wish.save()
        tell_other(found, by, _("%(who)s suggests a time for a session.", who=by))
    return wish


@change
def propose_series(
    mentorship: Mentorship,
    *,
    by: Person,
    starts_at: datetime,
    minutes: int,
    zone: str,
    times: int,
    agenda: str = "",
) -> Series:
    """The same hour each week on the clock of who suggests it, whatever clocks do.

    The first must be possible; of the others, what is not is left out.
    """
    if not 2 <= times <= MOST_WEEKS:
        raise Refused(
            _("Choose between 2 and %(most_weeks)s weeks.", most_weeks=MOST_WEEKS),
            "times",
        )
    with settling(mentorship) as found:
        refuse_others(found, by)
        refuse_ended(found)
        place = ZoneInfo(zone)
        there = starts_at.astimezone(place)
        hours, skipped = scheduling.weekly(there.date(), there.time(), place, times)
        wishes = [_wish(found, by, at, minutes, zone) for at in hours]
        _check(wishes[0])
        free = [one for one in wishes if is_free(one, found.pair)]
        said = say_shortly(
            found.room, agenda.strip(), by=by, field="agenda", most=LONGEST_AGENDA
        )
        mark = uuid.uuid4()
        for one in free:
            one.series, one.said = mark, said
            one.save()
        tell_other(found, by, _("%(who)s suggests a session each week.", who=by))
    taken = [one.on_day for one in wishes if one not in free and one.on_day]
    return Series(free, sorted(skipped + taken))


def _wish(
    mentorship: Mentorship, by: Person, starts_at: datetime, minutes: int, zone: str
) -> Session:
    wish = Session(
        mentorship=mentorship, proposed_by=by, starts_at=starts_at, minutes=minutes
    )
    if zone:
        wish.say_on(zone)
    return wish


def _check(wish: Session) -> None:
    check_time(wish)
    _check_own(wish)
    check_free(wish, wish.mentorship.pair)


def _check_own(wish: Session) -> None:
    """What these two have already suggested to each other; a series counts once."""
    ahead = wish.mentorship.sessions.filter(
        state__in=[State.PROPOSED, State.ACCEPTED], starts_at__gt=timezone.now()
    )
    if len({one.series or one.pk for one in ahead}) >= MOST_AHEAD:
        raise Refused(
            _("You have many sessions ahead. Cancel one before you add more.")
        )
    if any(_meet(wish, other) for other in ahead if other.state == State.PROPOSED):
        raise Refused(_("A time close to that is already suggested."), "time")


def _meet(one: Session, other: Session) -> bool:
    return scheduling.overlaps(
        (one.starts_at, one.ends_at), (other.starts_at, other.ends_at)
    )


# --- Answers


@change
def accept_session(session: Session, *, by: Person) -> Session:
    """One session, or all of a series; of a series, what is taken meanwhile is left out."""
    with settling_session(session) as found:
        _refuse_answer(found, by)
        refuse_ended(found.mentorship)
        check_free(found, found.mentorship.pair)
        for one in _all_of(found):
            is_still_free = is_free(one, one.mentorship.pair)
            one.agreed_at = timezone.now()
            move(one, State.ACCEPTED if is_still_free else State.DECLINED)
        found.refresh_from_db(fields=["state", "agreed_at"])
        words = _("%(who)s agrees to your session.", who=by)
        if found.series:
            words = _("%(who)s agrees to your sessions.", who=by)
        tell_other(found.mentorship, by, words)
    return found


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
