"""What every change of a pair needs: its locks, a second look, and telling the other."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.urls import reverse

from mentoring.models import Mentorship, Session
from people import inbox, standing
from people.actions import Refused, notify
from people.models import Person
from realtime import streams
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
    if me is None or not rooms.may_follow(by.pk, mentorship.room_id):
        raise Refused("This thread is not open to you.")
    if me.is_suspended():
        raise Refused("You can't change this at the moment. Help is still open.")


def refuse_ended(mentorship: Mentorship) -> None:
    if not mentorship.is_current():
        raise Refused("This mentorship has ended. You can still read your thread.")


def tell(
    mentorship: Mentorship,
    person: Person,
    words: str,
    kind: str = "session",
    key: uuid.UUID | None = None,
) -> None:
    """A notice that leads to the thread; it never holds what somebody wrote."""
    link = reverse("thread", args=[mentorship.room_id])
    notify(person, kind=kind, words=words, link=link, key=key)
