"""Pairing a mentor with a mentee, which opens their thread, and ending it."""

from django.utils import timezone
from django.utils.translation import gettext_noop

from mentoring import taking_on, waiting
from mentoring.actions.asking import end_request
from mentoring.actions.settling import settling, tell
from mentoring.ending_models import ChangeOfMentor
from mentoring.models import Mentorship, Request, Session, StandingIn
from people import inbox, standing
from people.actions import Refused
from people.models import Person, Role
from people.said import said
from realtime import streams
from realtime.later import later as _
from realtime.writer import change
from rooms import actions as rooms
from rooms.models import Room


@change
def pair(
    mentor: Person, mentee: Person, *, by: Person, is_second: bool = False
) -> Mentorship:
    """A coordinator pairs two people by hand; a second mentor only where that is meant."""
    if not Person.objects.get(pk=by.pk).is_coordinator:
        raise Refused("Only a coordinator can pair people.")
    with streams.moving(set(map(inbox.stream_of, (mentor.pk, mentee.pk)))):
        if not is_second:
            _refuse_another(mentor, mentee)
        mentorship = begin_mentorship(mentor, mentee, by=by, is_decided=True)
    for request in waiting.everyone().filter(person=mentee):
        end_request(request, Request.State.MATCHED)
    return mentorship


def _refuse_another(mentor: Person, mentee: Person) -> None:
    """Two coordinators at once, or one who did not know, do not give somebody two."""
    pairs = Mentorship.objects.filter(mentee=mentee, ended_at=None)
    found = pairs.exclude(mentor=mentor).filter(stands_in=None)
    other = found.select_related("mentor", "paired_by").first()
    if other is not None:
        raise Refused(
            f"{mentee} has a mentor: {other.mentor}, paired by {other.paired_by}. "
            "Tick the box if they should have two.",
            "is_second",
        )


@change
def begin_mentorship(
    mentor: Person, mentee: Person, *, by: Person, is_decided: bool = False
) -> Mentorship:
    """Opens the thread of two people; the only way in which one comes to be."""
    ids = (mentor.pk, mentee.pk)
    with streams.moving(set(map(inbox.stream_of, ids))):
        standing.hold(ids)
        found = Person.objects.in_bulk(ids)
        mentor, mentee = found[mentor.pk], found[mentee.pk]
        _check(mentor, mentee, is_decided)
        if kept := _to_be_their_own(mentor, mentee):
            return kept
        mentorship = Mentorship.objects.create(
            mentor=mentor,
            mentee=mentee,
            room=_open_thread(mentor, mentee),
            paired_by=by,
        )
        for person in mentorship.pair:
            words = _(
                "You and %(other)s now have a thread to write in.",
                other=mentorship.other(person),
            )
            tell(mentorship, person, words, kind="thread")
    return mentorship


def _check(mentor: Person, mentee: Person, is_decided: bool) -> None:
    if mentor == mentee:
        raise Refused("Choose two different people.", "mentee")
    why = taking_on.why_not(mentor, mentee, is_decided=is_decided)
    if why:
        raise Refused(why, "mentor")
    if mentee.role != Role.PEER:
        raise Refused(f"{mentee} is a {_role(mentee)} here. Choose a peer.", "mentee")
    if mentee.is_suspended():
        words = _("%(person)s cannot come in at the moment.", person=mentee)
        raise Refused(words, "mentee")
    pairs = Mentorship.objects.filter(mentor=mentor, mentee=mentee, ended_at=None)
    if pairs.filter(stands_in=None).exists():
        raise Refused(
            _(
                "%(mentor)s and %(mentee)s already have a thread.",
                mentor=mentor,
                mentee=mentee,
            )
        )


def _to_be_their_own(mentor: Person, mentee: Person) -> Mentorship | None:
    """Who stood in becomes their mentor: they go on in the thread that they have."""
    pairs = Mentorship.objects.filter(mentor=mentor, mentee=mentee, ended_at=None)
    kept = pairs.exclude(stands_in=None).select_related("mentor", "mentee").first()
    if kept is None:
        return None
    StandingIn.objects.filter(thread=kept).delete()
    words = said(
        gettext_noop("%(who)s is your mentor now, and no longer stands in."), who=mentor
    )
    tell(kept, mentee, words, kind="thread")
    words = said(
        gettext_noop("You are the mentor of %(who)s now. You keep your thread."),
        who=mentee,
    )
    tell(kept, mentor, words, kind="thread")
    return kept


def _role(person: Person) -> str:
    return Role(person.role).label.lower()


def _open_thread(mentor: Person, mentee: Person) -> Room:
    return rooms.open_private_room(Room.Kind.THREAD, "Thread", [mentor, mentee])


def end_handed(mentorship: Mentorship) -> None:
    """Who mentors somebody no more reads no earlier thread of theirs either."""
    handed = ChangeOfMentor.objects.filter(new=mentorship, hands_thread=True)
    for made in handed.select_related("mentorship__room"):
        rooms.leave_room(made.mentorship.room, by=mentorship.mentor)


@change
def end_mentorship(mentorship: Mentorship, *, by: Person | None) -> None:
    """Ends the writing; both can go on reading. Nobody does it when a role ends it."""
    if by is not None and not by.is_coordinator:
        raise Refused("Only a coordinator can end a mentorship.")
    with settling(mentorship) as found:
        if not found.is_current():
            return
        close_thread(found)
        for person in found.pair:
            words = _(
                "Your mentorship with %(other)s has ended.", other=found.other(person)
            )
            tell(
                found,
                person,
                _("%(told)s You can still read it.", told=words),
                kind="thread",
            )


def close_thread(mentorship: Mentorship) -> None:
    """Part of a change that tells the two: nothing is written there any more."""
    mentorship.ended_at = timezone.now()
    mentorship.save(update_fields=["ended_at"])
    rooms.close_room(mentorship.room)
    end_handed(mentorship)
    _end_sessions(mentorship)


def _end_sessions(mentorship: Mentorship) -> None:
    """What was live has ended; what was to come is cancelled."""
    state = Session.State
    live = mentorship.sessions.filter(state=state.ACCEPTED).exclude(live_at=None)
    live.update(state=state.ENDED, ended_at=mentorship.ended_at)
    ahead = mentorship.sessions.filter(state__in=[state.PROPOSED, state.ACCEPTED])
    ahead.update(state=state.CANCELLED)
