"""Fifteen minutes more: only where both would like them, and neither is due elsewhere."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import actions, coming, session_clock
from mentoring.actions import Refused
from mentoring.actions.planning_groups import plan_group
from mentoring.models import Session
from tests.mentoring.test_sessions import last_notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def live(agree, mia, ana):
    """A session that began just now, for so many minutes."""

    def begin(minutes=30):
        session = agree(seconds=60, minutes=minutes)
        actions.come_in(session, by=mia)
        return actions.come_in(session, by=ana)

    return begin


def lengthen(session, *people):
    for person in people:
        actions.want_longer(session, by=person)
    session.refresh_from_db()
    return session


@pytest.fixture
def next_with_ben(mia, ben, cora):
    """mia has agreed to be with ben right after a session."""

    def settle(session):
        wish = actions.propose_session(
            actions.pair(mia, ben, by=cora),
            by=mia,
            starts_at=session.ends_at + timedelta(minutes=5),
            minutes=30,
        )
        return actions.accept_session(wish, by=ben)

    return settle


def test_it_goes_on_once_both_would_like_it(live, mia, ana):
    session = live()

    assert lengthen(session, mia).minutes == 30
    assert lengthen(session, ana).minutes == 45
    assert last_notice(mia).words == "Your session goes on 15 minutes."


def test_a_wish_is_taken_back_by_who_had_it(client_of, live, mia, ana):
    session = live()
    path = f"/threads/sessions/{session.pk}/longer/"
    page = client_of(mia).post(path, follow=True).text
    assert "End as planned after all" in page
    assert "End as planned after all" not in thread_of(client_of(ana), session)

    client_of(ana).post(path, {"wish": "no"})
    session.refresh_from_db()
    assert session.wants_longer == mia
    client_of(mia).post(path, {"wish": "no"})

    assert last_notice(ana).words == "mia would like to end as you planned."
    assert lengthen(session, ana).minutes == 30
    assert "15 minutes more" in thread_of(client_of(mia), session)


def thread_of(client, session):
    return client.get(f"/threads/{session.mentorship.room_id}/").text


@pytest.mark.parametrize("who", ["mia", "ana"])
def test_it_does_not_run_into_the_next_session_of_either(
    who, live, next_with_ben, request
):
    session = live()
    next_with_ben(session)

    with pytest.raises(Refused, match="something else after this"):
        lengthen(session, request.getfixturevalue(who))
    session.refresh_from_db()
    assert (session.minutes, session.wants_longer) == (30, None)


def test_what_was_agreed_between_the_two_wishes_counts(live, next_with_ben, mia, ana):
    session = lengthen(live(), mia)
    next_with_ben(session)

    with pytest.raises(Refused, match="something else after this"):
        lengthen(session, ana)
    session.refresh_from_db()
    assert session.minutes == 30


def test_it_does_not_run_into_a_group_that_one_of_them_hosts(live, mia, ana):
    session = live()
    at = {"starts_at": session.ends_at, "minutes": 45, "zone": "UTC"}
    plan_group(by=mia, topic="Rest", about="", places=3, **at)

    with pytest.raises(Refused, match="something else after this"):
        lengthen(session, ana)


def test_it_grows_to_three_hours_and_no_further(live, mia, ana):
    session = live(minutes=120)
    for _ in range(4):
        lengthen(session, mia, ana)
    assert session.minutes == 180

    with pytest.raises(Refused, match="a long session"):
        lengthen(session, mia)


def test_the_last_minutes_of_the_longest_session_are_taken(
    live, mia, ana, ben, propose, cora
):
    session = live(minutes=120)
    for _ in range(4):
        lengthen(session, mia, ana)
    other = actions.pair(mia, ben, by=cora)

    wish = {"starts_at": session.ends_at - timedelta(minutes=1), "minutes": 30}
    with pytest.raises(Refused, match="another session then"):
        actions.propose_session(other, by=mia, **wish)


def test_a_clock_that_looked_before_they_agreed_does_not_end_it(
    live, mia, ana, monkeypatch
):
    session, now = live(), timezone.now()
    Session.objects.update(starts_at=now - timedelta(minutes=44))
    looked = coming.agreed(now, timedelta(0))
    lengthen(session, mia, ana)

    monkeypatch.setattr(coming, "agreed", lambda *_: looked)
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=2))
    session_clock.end_sessions()

    session.refresh_from_db()
    assert session.state == "accepted"


def test_an_open_page_hears_the_new_end_and_needs_no_reload(client_of, live, mia, ana):
    session = live()
    path = f"/threads/{session.mentorship.room_id}/session/"
    (before,) = client_of(mia).get(path).json()["sessions"]

    lengthen(session, mia, ana)

    (after,) = client_of(mia).get(path).json()["sessions"]
    assert after["ends_at"] == session.ends_at.isoformat() > before["ends_at"]
    assert after["mark"] == before["mark"]


def test_both_read_how_long_is_left(client_of, live, mia, ana):
    session = live()

    for person in (mia, ana):
        page = client_of(person).get(f"/threads/{session.mentorship.room_id}/").text
        assert re.search(r'role="timer"[^>]*>3[01] minutes left\.<', page)


def test_who_has_no_room_for_more_reads_why(client_of, live, next_with_ben, ana):
    session = live()
    next_with_ben(session)

    path = f"/threads/sessions/{session.pk}/longer/"
    page = client_of(ana).post(path, follow=True)

    assert "You can find another time together." in page.text
