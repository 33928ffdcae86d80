"""What every change of a pair needs: its locks, a second look, and telling the other."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.urls import reverse
from django.utils import timezone

from mentoring.models import Mentorship, Phase, Session
from people import inbox, standing
from people.actions import Refused, mark_notices_seen, notify
from people.models import Person
from people.said import Said
from realtime import streams
from realtime.later import later as _
from rooms import access as rooms


@contextmanager
def settling(mentorship: Mentorship) -> Iterator[Mentorship]:
    """Locks the thread and both inboxes, then reads the pair again.

    Both inboxes are locked by whatever either of the two agrees to, with anybody: so
    no two changes can give away the same hour of one person.
    """
    people = (mentorship.mentor_id, mentorship.mentee_id)
    names = [f"room:{mentorship.room_id}", *map(inbox.stream_of, people)]
    with streams.moving(names):
        standing.hold(people)
        yield Mentorship.objects.select_related("mentor", "mentee", "room").get(
            pk=mentorship.pk
        )


@contextmanager
def settling_session(session: Session) -> Iterator[Session]:
    with settling(session.mentorship) as mentorship:
        found = Session.objects.select_related("said").get(pk=session.pk)
        found.mentorship = mentorship
        yield found


def refuse_others(mentorship: Mentorship, by: Person) -> None:
    """Only the two, and only while they may be in their thread."""
    me = next((person for person in mentorship.pair if person == by), None)
    if me is None or not rooms.followers_among([(mentorship.room_id, by.pk)]):
        raise Refused(_("This thread is not open to you."))
    if me.is_suspended():
        raise Refused(_("You can't change this at the moment. Help is still open."))


def refuse_ended(mentorship: Mentorship) -> None:
    if not mentorship.is_current():
        raise Refused(_("This mentorship has ended. You can still read your thread."))


def refuse_unless(session: Session, *phases: Phase) -> None:
    if session.phase(timezone.now()) not in phases:
        raise Refused(
            _("This session has changed meanwhile. Here it is as it stands now.")
        )


def move(session: Session, state: str) -> None:
    session.state = state
    if state == Session.State.ENDED:
        session.ended_at = timezone.now()
    session.save(update_fields=["state", "agreed_at", "ended_at"])


def tell_other(mentorship: Mentorship, by: Person, words: str | Said) -> None:
    """Tells the other what one of the two did; who acts has seen what they were told."""
    see_notices(mentorship, by)
    tell(mentorship, mentorship.other(by), words)


def see_notices(mentorship: Mentorship, by: Person) -> None:
    mark_notices_seen(by, link=_link(mentorship))


def tell(
    mentorship: Mentorship,
    person: Person,
    words: str | Said,
    kind: str = "session",
    key: uuid.UUID | None = None,
) -> None:
    """A notice that leads to the thread; it never holds what somebody wrote."""
    notify(person, kind=kind, words=words, link=_link(mentorship), key=key)


def _link(mentorship: Mentorship) -> str:
    return reverse("thread", args=[mentorship.room_id])
