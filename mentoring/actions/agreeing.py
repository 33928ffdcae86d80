"""Agreeing on a session: one suggests a time, the other says yes or no."""

import uuid
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from mentoring import scheduling
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
from realtime.writer import change
from rooms import actions as rooms
from rooms import posting
from rooms.models import Message

MOST_AHEAD = 6
LONGEST_AGENDA = 300
FURTHEST = timedelta(days=366)
State = Session.State


@change
def propose_session(
    mentorship: Mentorship,
    *,
    by: Person,
    starts_at: datetime,
    minutes: int,
    agenda: str = "",
) -> Session:
    """Suggests a time to the other of the two; the agenda is said in their thread."""
    with settling(mentorship) as found:
        refuse_others(found, by)
        refuse_ended(found)
        wish = Session(
            mentorship=found, proposed_by=by, starts_at=starts_at, minutes=minutes
        )
        _check_time(wish)
        _check_own(wish)
        _check_free(wish)
        wish.said = _say(found, by, agenda.strip())
        wish.save()
        tell_other(found, by, f"{by} suggests a time for a session.")
    return wish


def _check_time(wish: Session) -> None:
    now = timezone.now()
    if wish.starts_at <= now:
        raise Refused("That time has passed. Please choose a later one.", "time")
    if wish.starts_at > now + FURTHEST:
        raise Refused("That is more than a year away. Choose a nearer day.", "day")
    if not scheduling.SHORTEST <= wish.minutes <= scheduling.LONGEST:
        raise Refused("A session lasts between 15 minutes and two hours.", "minutes")


def _check_own(wish: Session) -> None:
    """What these two have already suggested to each other."""
    ahead = wish.mentorship.sessions.filter(
        state__in=[State.PROPOSED, State.ACCEPTED], starts_at__gt=timezone.now()
    )
    if len(ahead) >= MOST_AHEAD:
        raise Refused("You have many sessions ahead. Cancel one before you add more.")
    if any(_meet(wish, other) for other in ahead if other.state == State.PROPOSED):
        raise Refused("A time close to that is already suggested.", "time")


def _check_free(wish: Session) -> None:
    """Whose hour it is that is taken stays between them."""
    pair = wish.mentorship.pair
    agreed = Session.objects.filter(
        Q(mentorship__mentor__in=pair) | Q(mentorship__mentee__in=pair),
        state=State.ACCEPTED,
        starts_at__lt=wish.ends_at,
        starts_at__gt=wish.starts_at - scheduling.LONGEST * scheduling.MINUTE,
    ).exclude(pk=wish.pk)
    if any(_meet(wish, other) for other in agreed):
        raise Refused(
            "One of you has another session then. Choose another time.", "time"
        )


def _meet(one: Session, other: Session) -> bool:
    return scheduling.overlaps(
        (one.starts_at, one.ends_at), (other.starts_at, other.ends_at)
    )


def _say(mentorship: Mentorship, by: Person, agenda: str) -> Message | None:
    if not agenda:
        return None
    if len(agenda) > LONGEST_AGENDA:
        raise Refused(f"Use {LONGEST_AGENDA} characters at most.", "agenda")
    fields = {"cid": str(uuid.uuid4()), "body": agenda}
    answer = rooms.post_message(posting.clean_post(mentorship.room_id, by.pk, fields))
    if isinstance(answer, posting.Refused):
        raise Refused(answer.reason, "agenda")
    return Message.objects.get(pk=answer.id)


@change
def accept_session(session: Session, *, by: Person) -> Session:
    with settling_session(session) as found:
        _refuse_answer(found, by)
        refuse_ended(found.mentorship)
        _check_free(found)
        move(found, State.ACCEPTED)
        tell_other(found.mentorship, by, f"{by} agrees to your session.")
    return found


@change
def decline_session(session: Session, *, by: Person) -> Session:
    with settling_session(session) as found:
        _refuse_answer(found, by)
        move(found, State.DECLINED)
        words = f"{by} can't make the time you suggested."
        tell_other(found.mentorship, by, words)
    return found


def _refuse_answer(session: Session, by: Person) -> None:
    """Only the other of the two answers, and only in time."""
    refuse_others(session.mentorship, by)
    if session.proposed_by_id == by.pk:
        raise Refused("You suggested this time. The other one answers.")
    refuse_unless(session, Phase.PROPOSED)


@change
def cancel_session(session: Session, *, by: Person) -> Session:
    """Either of the two, until it is live; what is live is ended."""
    with settling_session(session) as found:
        refuse_others(found.mentorship, by)
        refuse_unless(found, Phase.PROPOSED, Phase.AHEAD, Phase.OPEN)
        words = f"{by} has taken back the time they suggested."
        if found.state == State.ACCEPTED:
            words = f"{by} has cancelled your session. You can suggest another time."
        move(found, State.CANCELLED)
        tell_other(found.mentorship, by, words)
    return found
