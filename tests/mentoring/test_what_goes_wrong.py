"""What may go wrong in a programme: each is said clearly, and nothing is lost by it.

Elsewhere: a carer matched twice at once (test_at_once), a zone with new rules (test_new_rules), a file of
300 volunteers with bad rows (test_importing), a lost line (test_lost_line), and a survey that a dying phone
or the end of a sign-in cuts off (evaluation/test_answering).
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from mentoring import actions, waiting
from mentoring import session_clock as clockwork
from mentoring.actions import asking, matching, volunteering
from mentoring.actions.starting import ensure_programme
from mentoring.in_order import missing
from mentoring.models import Check, Missed, Session
from people.actions import suspend_person
from people.models import Notice
from realtime import limits
from rooms.models import Message
from tests.mentoring.offering import FEW, in_order
from tests.mentoring.test_calendar import events, feed_of
from tests.mentoring.test_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def live(agree, mia, ana, say):
    """A live session in which ana has written."""
    session = agree(seconds=60)
    for person in (mia, ana):
        actions.come_in(session, by=person)
    say(session.mentorship.room, ana, "I could not sleep again")
    return session


def test_a_mentor_suspended_in_a_session_leaves_nobody_alone(
    live, client_of, mia, ana, cora, sol
):
    suspend_person(mia, until=None, by=sol, reason="A worry.")

    clockwork.end_sessions()
    clockwork.end_sessions()

    told = Notice.objects.filter(person=ana, words__contains="It is nothing you did")
    assert told.count() == 1
    assert (
        Notice.objects.filter(person=cora, words__contains="can’t go on").count() == 1
    )
    live.refresh_from_db()
    assert (live.state, live.called_away) == ("ended", mia)
    page = words_of(client_of(ana).get(f"/threads/{live.mentorship.room_id}/"))
    assert "I could not sleep again" in page
    assert "uspend" not in page


def test_what_a_suspended_mentor_had_begun_is_kept_for_their_return(live, mia, sol):
    suspend_person(mia, until=None, by=sol, reason="A worry.")
    clockwork.end_sessions()

    assert live.attendances.exclude(came_at=None).count() == 2
    assert Message.objects.filter(room=live.mentorship.room).count() == 1
    assert not Missed.objects.exists()


def test_a_session_still_ahead_is_called_off_only_when_it_opens(agree, mia, sol):
    session = agree(hours=5)
    suspend_person(mia, until=timezone.now() + timedelta(hours=1), by=sol, reason="x")

    clockwork.end_sessions()

    session.refresh_from_db()
    assert session.state == "accepted"


def test_checks_that_expired_yesterday_stop_new_matches_and_keep_old_pairs(
    mentorship, mia, cora
):
    ensure_programme()
    offer = FEW | {"languages": ["en"], "most": 3}
    volunteer = volunteering.offer_to_mentor(by=mia, topics=[], **offer)
    in_order(volunteer, cora)
    volunteering.approve_volunteer(volunteer, by=cora)
    assert waiting.mentors()[0].is_ready
    yesterday = timezone.localdate() - timedelta(days=1)
    last = Check.objects.latest("pk")
    Check.objects.filter(pk=last.pk).update(good_until=yesterday)

    assert not waiting.mentors()[0].is_ready

    assert missing(volunteer, timezone.localdate()) == [last.requirement]
    assert missing(volunteer, yesterday) == []
    mentorship.refresh_from_db()
    assert mentorship.is_current()


def test_a_leaked_feed_tells_no_names_no_words_and_ends_at_one_tap(
    client, client_of, agree, mia
):
    agree(days=2, agenda="My night with the crying")
    path = feed_of(mia)
    leaked = client.get(path).content.decode()
    assert "ana" not in leaked.replace("VCALENDAR", "")
    assert "crying" not in leaked

    client_of(mia).post("/threads/calendar/end/")

    assert client.get(path).status_code == 404
    assert Session.objects.count() == 1


def test_a_programme_that_asks_each_second_gets_its_sessions_later(
    client, agree, mia, monkeypatch
):
    agree(days=2)
    path, now = feed_of(mia), [1000.0]
    monkeypatch.setattr(limits, "time", SimpleNamespace(monotonic=lambda: now[0]))

    statuses = []
    for _ in range(30):
        statuses.append((answer := client.get(path)).status_code)
        now[0] += 1

    assert statuses == [200] * 10 + [429] * 20
    assert "asked for too often. Try again in a minute." in words_of(answer)
    now[0] += int(answer["Retry-After"])
    assert len(events(client.get(path))) == 1


def test_checks_that_expired_yesterday_are_named_to_who_pairs_or_asks_or_answers(
    client_of, mia, ana, cora
):
    ensure_programme()
    offer = FEW | {"languages": ["en"], "most": 3}
    volunteer = volunteering.offer_to_mentor(by=mia, topics=[], **offer)
    in_order(volunteer, cora)
    volunteering.approve_volunteer(volunteer, by=cora)
    wish = asking.ask_for_mentor(by=ana, topics=[], languages=["en"])
    match = matching.offer_match(wish, [mia], by=cora)
    last = Check.objects.latest("pk")
    Check.objects.filter(pk=last.pk).update(
        good_until=timezone.localdate() - timedelta(days=1)
    )
    missing = f"mia can take nobody now. To renew: {last.requirement.name}."

    said = client_of(mia).post(
        f"/mentors/offers/{match.pk}/", {"answer": "yes"}, follow=True
    )
    by_hand = client_of(cora).post(
        "/threads/pair/", {"mentor": mia.pk, "mentee": "ana"}
    )

    assert f"Please renew this first: {last.requirement.name}." in words_of(said)
    assert missing in words_of(by_hand)
    match.refresh_from_db()
    assert match.state == "mentor"
    asking.withdraw_request(wish, by=ana)
    wish = asking.ask_for_mentor(by=ana, topics=[], languages=["en"])
    path = f"/mentors/waiting/{wish.pk}/ask/"
    asked = client_of(cora).post(path, {"mentor": mia.pk}, follow=True)
    assert missing in words_of(asked)
