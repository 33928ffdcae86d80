"""A mentor is kept out in the middle of a session: nothing is lost, and nobody is blamed."""

import uuid

import pytest

from mentoring import actions, session_clock, thread_clock
from mentoring.models import Session
from people.actions import Refused, reinstate_person, suspend_person
from people.models import Notice
from rooms import actions as rooms
from rooms.posting import Stored
from tests.mentoring.test_clockwork import move

pytestmark = pytest.mark.django_db


@pytest.fixture
def live(agree, mia, ana, sol):
    """Both were there when mia was kept out."""
    session = agree(seconds=300)
    for person in (mia, ana):
        actions.come_in(session, by=person)
    suspend_person(mia, until=None, by=sol, reason="a complaint")
    mia.refresh_from_db()
    return session


def test_the_mentee_can_write_end_it_and_keep_a_note(live, mia, ana):
    room = live.mentorship.room_id
    said = rooms.post(room, by=ana, body="Where did you go?", cid=uuid.uuid4())
    assert isinstance(said, Stored)

    actions.end_session(live, by=ana)
    actions.write_note(live, by=ana, note="We had ten minutes.")

    live.refresh_from_db()
    assert (live.state, live.live_at is not None) == ("ended", True)


def test_the_mentor_can_do_nothing_in_it(live, mia):
    for verb in (actions.end_session, actions.call_away, actions.want_longer):
        with pytest.raises(Refused, match="not open to you"):
            verb(live, by=mia)


def test_left_alone_it_ends_by_the_clock_and_counts_as_held(live):
    move(live, hours=-2)

    session_clock.end_sessions()

    assert Session.objects.get().state == "ended"
    assert Session.objects.get().attendances.exclude(came_at=None).count() == 2


def test_the_mentee_and_coordinators_are_told_once_and_no_reason(live, ana, cora):
    thread_clock.tell_of_absent_mentors()
    thread_clock.tell_of_absent_mentors()

    told = Notice.objects.get(person=ana, words__contains="can’t write to you")
    assert "It is nothing you did." in told.words
    assert (
        Notice.objects.filter(person=cora, words__contains="can’t come in").count() == 1
    )
    assert not Notice.objects.filter(words__contains="complaint").exists()


def test_who_is_let_in_again_is_spoken_of_no_more(live, mia, sol, ana):
    reinstate_person(mia, by=sol, reason="it was a mistake")

    thread_clock.tell_of_absent_mentors()

    assert not Notice.objects.filter(person=ana, words__contains="can’t write").exists()
