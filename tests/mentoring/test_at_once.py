"""Several people who settle the same thing at the same moment."""

from mentoring import actions
from mentoring import session_clock as clockwork
from mentoring.models import Mentorship, Session
from people.models import Notice
from rooms.models import Room
from tests.conftest import make_person
from tests.mentoring.test_clockwork import move


def test_several_mentees_take_one_hour_of_their_mentor_once(
    at_once, propose, mia, cora
):
    mentees = [make_person(name) for name in ("Amber", "Birch", "Cedar")]
    pairs = [actions.pair(mia, mentee, by=cora) for mentee in mentees]
    asked = [propose(pair=p, hours=5, minutes=30 + n) for n, p in enumerate(pairs)]

    at_once(
        *[
            lambda s=session, m=mentee: actions.accept_session(s, by=m)
            for session, mentee in zip(asked, mentees, strict=True)
        ]
    )

    assert Session.objects.filter(state="accepted").count() == 1


def test_two_coordinators_pair_the_same_two_once(at_once, mia, ana, cora, sol):
    at_once(*[lambda c=by: actions.pair(mia, ana, by=c) for by in (cora, sol)])

    assert Mentorship.objects.count() == Room.objects.count() == 1


def test_accepting_and_cancelling_at_once_ends_in_one_truth(at_once, propose, mia, ana):
    session = propose(hours=2)

    at_once(
        lambda: actions.accept_session(session, by=ana),
        lambda: actions.cancel_session(session, by=mia),
    )

    session.refresh_from_db()
    assert session.state == "cancelled"


def test_two_who_come_in_at_once_are_live(at_once, agree, mia, ana):
    session = agree(seconds=300)

    at_once(*[lambda p=who: actions.come_in(session, by=p) for who in (mia, ana)])

    session.refresh_from_db()
    assert session.live_at is not None


def test_clocks_of_two_machines_remind_and_end_once(at_once, agree):
    session = agree(hours=5)
    move(session, minutes=30)
    at_once(clockwork.remind_of_sessions, clockwork.remind_of_sessions)
    move(session, hours=-2)
    at_once(clockwork.end_sessions, clockwork.end_sessions)

    told = Notice.objects.filter(words__startswith="Your session with")
    missed = Notice.objects.filter(words__startswith="Neither you")
    assert (told.count(), missed.count()) == (2, 2)
