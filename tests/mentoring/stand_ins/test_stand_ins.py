"""A thread with who stood in: it ends kindly once nothing waits, and not before."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import actions
from mentoring.actions import changing, going_away, pairing
from mentoring.models import Mentorship, StandingIn
from people.actions import Refused, suspend_person
from people.models import Notice
from rooms.models import Message
from tests.mentoring.stand_ins.conftest import a_week_later, is_open, tick

pytestmark = pytest.mark.django_db


def told(person, words):
    return Notice.objects.filter(person=person, words__contains=words).count()


def test_both_read_that_it_is_for_a_while(client_of, thread, ana, nell):
    for person in (ana, nell):
        page = client_of(person).get(f"/threads/{thread.room_id}/").text
        assert "zed stands in for mia. Once mia is back and nothing waits" in page


def test_a_coordinator_sees_that_it_is_a_stand_in(client_of, thread, cora):
    assert "zed stands in for mia." in client_of(cora).get("/threads/pair/").text


def test_it_ends_once_the_mentor_has_written_again(
    client_of, mentorship, pause, thread, say, mia, ana, nell
):
    say(thread.room, ana, "Thank you for being there.")
    say(thread.room, nell, "Gladly.")
    tick()
    assert is_open(thread)

    going_away.come_back(pause, by=mia)
    tick()
    assert is_open(thread)
    say(mentorship.room, mia, "I am back.")
    tick()

    assert not is_open(thread)
    assert told(ana, "mia is back. Your thread with zed, who stood in, has ended.") == 1
    assert told(nell, "Thank you for standing in with ana.") == 1
    assert told(mia, "zed stood in for you with ana.") == 1
    page = client_of(ana).get(f"/threads/{thread.room_id}/").text
    assert "Gladly." in page
    assert "stands in for" not in page
    assert is_open(mentorship)


def test_what_a_coordinator_released_since_is_written_since(
    mentorship, pause, thread, say, mia
):
    message = say(mentorship.room, mia, "I am back.")
    before = thread.started_at - timedelta(hours=1)
    Message.objects.filter(pk=message.pk).update(at=before)
    going_away.come_back(pause, by=mia)
    tick()
    assert is_open(thread)

    Message.objects.filter(pk=message.pk).update(released_at=timezone.now())
    tick()

    assert not is_open(thread)


def test_it_ends_in_a_week_where_nobody_writes(pause, thread, mia):
    going_away.come_back(pause, by=mia)
    tick()
    assert is_open(thread)

    a_week_later()
    tick()

    assert not is_open(thread)


def test_words_that_wait_in_either_thread_keep_it_open(
    mentorship, pause, thread, say, mia, ana, nell
):
    going_away.come_back(pause, by=mia)
    say(thread.room, ana, "Are you still there?")
    tick()
    a_week_later()
    tick()
    assert is_open(thread)

    say(thread.room, nell, "I am.")
    say(mentorship.room, ana, "Are you back?")
    tick()
    assert is_open(thread)

    say(mentorship.room, mia, "I am.")
    tick()
    assert not is_open(thread)


def test_a_thank_you_that_nobody_answered_holds_it_open_for_a_week_only(
    mentorship, pause, thread, say, mia, ana
):
    say(thread.room, ana, "Thank you.")
    going_away.come_back(pause, by=mia)
    say(mentorship.room, mia, "I am back.")
    tick()
    assert is_open(thread)

    Message.objects.filter(room=thread.room).update(
        at=timezone.now() - timedelta(days=8)
    )
    tick()

    assert not is_open(thread)


@pytest.mark.parametrize("is_agreed", [True, False])
def test_a_session_ahead_keeps_it_open(
    is_agreed, propose, pause, thread, mia, ana, nell
):
    session = propose(by=nell, pair=thread, days=2)
    if is_agreed:
        actions.accept_session(session, by=ana)
    going_away.come_back(pause, by=mia)
    tick()
    a_week_later()

    tick()
    assert is_open(thread)

    actions.cancel_session(session, by=nell) if is_agreed else session.delete()
    tick()
    assert not is_open(thread)


def test_who_goes_away_again_is_not_back(pause, thread, mia, nell):
    going_away.come_back(pause, by=mia)
    tick()
    a_week_later()
    going_away.pause(by=mia)
    tick()

    assert is_open(thread)
    assert StandingIn.objects.get().back_at is None


def test_who_was_kept_out_is_not_back(pause, thread, mia, sol):
    going_away.come_back(pause, by=mia)
    suspend_person(mia, until=None, by=sol, reason="A worry.")
    tick()

    assert is_open(thread)
    assert StandingIn.objects.get().back_at is None


def test_where_the_mentorship_ended_nobody_is_left_alone(
    mentorship, pause, thread, ana, ben, cora
):
    pairing.end_mentorship(mentorship, by=cora)
    tick()
    assert is_open(thread)

    ben.role = "mentor"
    ben.save()
    actions.pair(ben, ana, by=cora)
    tick()

    assert not is_open(thread)


# --- Who agreed to whom


def test_a_yes_was_to_one_stand_in_and_a_yes_to_another_takes(
    client_of, pause, agree, mentorship, mia, ana, nell, ben
):
    agree(pause)
    ben.role = "mentor"
    ben.save()
    client_of(mia).post("/mentors/hours/pause/", {"pause-stand_in": "ben"})
    tick()
    assert not StandingIn.objects.exists()
    page = client_of(ana).get(f"/threads/{mentorship.room_id}/").text
    assert "ben could write to you in these days." in page
    assert told(ben, "hopes you stand in") == 1

    agree(pause)
    tick()

    assert StandingIn.objects.get().thread.mentor == ben


def test_a_coordinator_reads_why_nobody_stands_in(pause, agree, nell, cora):
    agree(pause)
    nell.role = "peer"
    nell.save()

    tick()

    assert told(cora, "Nobody stands in for ana while mia is away. zed is not a") == 1


# --- Who stood in becomes the mentor


def test_by_hand_they_go_on_in_the_thread_that_they_have(
    client_of, pause, thread, mia, ana, nell, cora
):
    fields = {"mentor": nell.pk, "mentee": "ana", "is_second": "on"}
    client_of(cora).post("/threads/pair/", fields)
    going_away.come_back(pause, by=mia)
    a_week_later()
    tick()

    assert Mentorship.objects.get(mentor=nell, mentee=ana) == thread
    assert is_open(thread)
    assert told(ana, "zed is your mentor now, and no longer stands in.") == 1


def test_in_a_change_of_mentor_they_keep_their_thread(
    client_of, mentorship, thread, ana, nell, cora
):
    made = changing.suggest_change(mentorship, nell, by=cora)
    client_of(ana).post(f"/threads/changes/{made.pk}/", {"answer": "yes"})
    tick()

    assert is_open(thread)
    assert not is_open(mentorship)


def test_a_second_thread_of_the_same_two_is_refused(mentorship, mia, ana, cora):
    with pytest.raises(Refused, match="already have a thread"):
        pairing.begin_mentorship(mia, ana, by=cora)
