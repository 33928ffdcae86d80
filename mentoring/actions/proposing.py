"""Suggesting a time for a session, or an hour of each week."""

import uuid
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone

from mentoring import scheduling
from mentoring.actions.checking import check_free, check_time, is_free
from mentoring.actions.saying import say_shortly, take_turn
from mentoring.actions.settling import refuse_ended, refuse_others, settling, tell_other
from mentoring.models import Mentorship, Session
from people.actions import Refused
from people.models import Person
from realtime.later import later as _
from realtime.writer import change

MOST_AHEAD = 6
MOST_WEEKS = 12
LONGEST_AGENDA = 300
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
    take_turn(by)
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
    take_turn(by)
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
