"""Several people who settle the same thing at the same moment."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from mentoring import actions, reminder_clock
from mentoring import session_clock as clockwork
from mentoring.actions import asking, matching, planning_groups, volunteering
from mentoring.actions.starting import ensure_programme
from mentoring.models import Match, Mentorship, Request, Session
from people import actions as people
from people.models import Notice
from rooms.models import Room
from tests.conftest import make_person
from tests.mentoring.offering import FEW, in_order
from tests.mentoring.test_clockwork import move
from tests.parts.waiting import overlapping


@pytest.fixture
def in_programme(cora):
    """in_programme(person, most=1) is a mentor whose checks are in order."""
    ensure_programme()

    def approve(person, most=2):
        offer = FEW | {"languages": ["en"], "most": most}
        found = volunteering.offer_to_mentor(by=person, topics=[], **offer)
        in_order(found, cora)
        volunteering.approve_volunteer(found, by=cora)
        person.refresh_from_db()

    return approve


@pytest.fixture
def asks_for():
    return lambda who: asking.ask_for_mentor(by=who, topics=[], languages=["en"])


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


def test_two_coordinators_give_a_carer_one_mentor_and_the_second_is_told_whose(
    at_once, mia, ben, ana, cora, sol
):
    ben.role = "mentor"
    ben.save()
    answers = at_once(
        lambda: actions.pair(mia, ana, by=cora),
        lambda: actions.pair(ben, ana, by=sol),
    )

    made = Mentorship.objects.get()
    said = f"ana has a mentor: {made.mentor}, paired by {made.paired_by}."
    assert [str(one).startswith(said) for one in answers].count(True) == 1


def test_two_coordinators_offer_one_carer_to_two_mentors_and_one_is_asked(
    at_once, in_programme, asks_for, mia, ben, ana, cora, sol
):
    in_programme(mia), in_programme(ben)
    wish = asks_for(ana)
    answers = at_once(
        lambda: matching.offer_match(wish, [mia], by=cora),
        lambda: matching.offer_match(wish, [ben], by=sol),
    )

    match = Match.objects.get()
    said = f"{match.made_by} has asked {match.mentor} for them already. Nobody else"
    assert [str(one).startswith(said) for one in answers].count(True) == 1
    assert [one.person for one in asked()] == [match.mentor]


def test_two_coordinators_give_the_last_place_of_a_mentor_to_one_carer(
    at_once, in_programme, asks_for, mia, ana, ben, cora, sol
):
    in_programme(mia, most=1)
    wishes = [asks_for(ana), asks_for(ben)]
    answers = at_once(
        lambda: matching.offer_match(wishes[0], [mia], by=cora),
        lambda: matching.offer_match(wishes[1], [mia], by=sol),
    )

    assert "mia has no room for one more now." in answers
    assert Match.objects.filter(state="mentor").count() == len(asked()) == 1
    assert Request.objects.filter(state="waiting").count() == 2


def test_a_carer_who_says_yes_while_paired_by_hand_has_one_mentor(
    at_once, in_programme, asks_for, mia, ben, ana, cora, sol
):
    in_programme(mia), in_programme(ben)
    match = matching.offer_match(asks_for(ana), [mia], by=cora)
    matching.answer_as_mentor(match, True, by=mia)
    answers = at_once(
        lambda: matching.answer_as_mentee(match, True, by=ana),
        lambda: actions.pair(ben, ana, by=sol),
    )

    assert Mentorship.objects.count() == Room.objects.count() == 1
    assert any("has changed" in str(a) or "has a mentor" in str(a) for a in answers)
    assert Request.objects.get().state == "matched"


def asked():
    return list(Notice.objects.filter(words__startswith="Somebody would like a mentor"))


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
    at_once(reminder_clock.remind_of_sessions, reminder_clock.remind_of_sessions)
    move(session, hours=-2)
    at_once(clockwork.end_sessions, clockwork.end_sessions)

    told = Notice.objects.filter(words__startswith="Your session with")
    missed = Notice.objects.filter(words__startswith="Neither you")
    assert (told.count(), missed.count()) == (2, 2)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="it has one writer")
def test_who_plans_a_group_waits_in_no_ring_with_who_tells_its_host(at_once, cora):
    """A mentor with a higher number than staff: inboxes are locked in one order."""
    host = make_person("kim", "mentor")
    at = {"starts_at": timezone.now() + timedelta(days=3), "minutes": 60, "zone": "UTC"}
    plan = {"topic": "Rest", "about": "", "places": 5} | at

    overlapping(
        at_once,
        lambda: people.notify(cora, kind="note", words="One"),
        lambda: planning_groups.plan_group(by=host, **plan),
        then=lambda: people.notify(host, kind="note", words="Another"),
    )

    assert host.notices.filter(words="Another").exists()
    assert cora.notices.filter(kind="session").exists()
