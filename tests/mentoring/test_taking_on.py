"""Who may take whom on is asked at each door, and one no stops nobody else's help."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from mentoring import actions, apart, clockwork
from mentoring.actions import (
    asking,
    changing,
    going_away,
    matching,
    promising,
    volunteering,
)
from mentoring.models import (
    Check,
    Match,
    Mentorship,
    ReplyPromise,
    Requirement,
    Volunteer,
)
from people.actions import Refused
from people.models import Notice
from rooms.models import Message

pytestmark = pytest.mark.django_db


def told(person, words):
    return Notice.objects.filter(person=person, words__contains=words).count()


def promise_with(pair, stand_in):
    """An agreed stand-in; the mentee has waited for twelve days."""
    promising.make_promise(
        pair, by=pair.mentor, weekday=3, until=time(19), stand_in=stand_in
    )
    promising.agree_stand_in(pair, True, by=pair.mentee)


def wait_long(say, *pairs):
    for pair in pairs:
        say(pair.room, pair.mentee, "Are you there?")
    wrote = timezone.now() - timedelta(days=12)
    ReplyPromise.objects.update(made_at=wrote - timedelta(days=1))
    Message.objects.update(at=wrote)


CHECKED = {"topics": [], "why": "I cared too.", "few_words": "I cared for my dad."}


def in_order(person, by, **words):
    """A mentor whose one check is good until the end of today."""
    asked, _made = Requirement.objects.get_or_create(name="Background check")
    offer = CHECKED | {"languages": ["en"], "most": 2} | words
    found = volunteering.offer_to_mentor(by=person, **offer)
    today = timezone.localdate()
    volunteering.note_check(found, asked, by=by, done_on=today, good_until=today)
    volunteering.approve_volunteer(found, by=by)
    return found


def run_out(person):
    yesterday = timezone.localdate() - timedelta(days=1)
    Check.objects.filter(volunteer__person=person).update(
        done_on=yesterday, good_until=yesterday
    )


def keep_apart(person, name):
    asking.keep_apart(set(), apart.marks(name, "name"), by=person)


def stop(person):
    volunteering.stop_volunteering(person.volunteer, by=person)


CLOSED = {
    "To renew: Background check": lambda zed, ana: run_out(zed),
    "cannot be paired": lambda zed, ana: keep_apart(ana, "zed"),
    "a mentor to nobody new": lambda zed, ana: stop(zed),
}

closed = pytest.mark.parametrize("why", CLOSED)


@closed
def test_a_coordinator_pairs_nobody_by_hand_with(why, client_of, nell, ana, cora):
    in_order(nell, cora)
    CLOSED[why](nell, ana)

    fields = {"mentor": nell.pk, "mentee": "ana"}
    found = client_of(cora).post("/threads/pair/", fields)

    assert found.status_code == 422
    assert why in found.text
    assert not Mentorship.objects.exists()


def test_a_coordinator_overrules_room_and_days_away(client_of, nell, ana, ben, cora):
    in_order(nell, cora, most=1, languages=["cy"])
    actions.pair(nell, ben, by=cora)
    today = timezone.localdate()
    going_away.go_away(today, today, by=nell)

    client_of(cora).post("/threads/pair/", {"mentor": nell.pk, "mentee": "ana"})

    assert Mentorship.objects.filter(mentor=nell, mentee=ana).exists()


def test_a_mentor_of_whom_nothing_is_noted_is_given_nobody(nell, ana, cora):
    Requirement.objects.create(name="Background check")

    with pytest.raises(Refused, match="To renew: Background check"):
        actions.pair(nell, ana, by=cora)


@pytest.fixture
def offered(nell, mia, ana, cora):
    """zed is asked for ana, and mia after him."""
    for one in (nell, mia):
        in_order(one, cora)
    request = asking.ask_for_mentor(by=ana, topics=[], languages=["en"])
    return matching.offer_match(request, [nell, mia], by=cora)


@pytest.mark.parametrize("why", ["cannot be paired", "a mentor to nobody new"])
def test_a_mentors_yes_that_comes_too_late_asks_the_next(
    why, client_of, offered, nell, mia, ana, cora
):
    CLOSED[why](nell, ana)

    path = f"/mentors/offers/{offered.pk}/"
    page = client_of(nell).post(path, {"answer": "yes"}, follow=True)

    assert "You can’t take somebody new on just now." in page.text
    assert why not in page.text
    assert told(cora, why) == 1
    assert Match.objects.get(state=Match.State.MENTOR).mentor == mia


@closed
def test_a_mentees_yes_that_comes_too_late_asks_the_next(
    why, client_of, offered, nell, mia, ana, cora
):
    matching.answer_as_mentor(offered, True, by=nell)
    CLOSED[why](nell, ana)

    path = f"/mentors/offers/{offered.pk}/"
    page = client_of(ana).post(path, {"answer": "yes"}, follow=True)

    assert "It is nothing you did." in page.text
    assert why not in page.text
    assert told(cora, why) == 1
    assert Match.objects.get(state=Match.State.MENTOR).mentor == mia
    assert not Mentorship.objects.exists()


@closed
def test_a_change_of_mentor_is_not_suggested_to(
    why, client_of, mentorship, nell, ana, cora
):
    in_order(nell, cora)
    CLOSED[why](nell, ana)

    path = f"/threads/pair/{mentorship.pk}/change/"
    found = client_of(cora).post(path, {"to": nell.pk})

    assert found.status_code == 422
    assert why in found.text


@closed
def test_a_change_agreed_too_late_leaves_the_thread_as_it_is(
    why, client_of, mentorship, nell, ana, cora
):
    in_order(nell, cora)
    made = changing.suggest_change(mentorship, nell, by=cora)
    CLOSED[why](nell, ana)

    path = f"/threads/changes/{made.pk}/"
    page = client_of(ana).post(path, {"answer": "yes"}, follow=True)

    assert "Your thread goes on, and a coordinator is told." in page.text
    assert why not in page.text
    assert told(cora, why) == 1
    assert Mentorship.objects.get().is_current()


def away(zed, ana):
    today = timezone.localdate()
    going_away.go_away(today, today, by=zed)


def fill(zed, ana):
    Volunteer.objects.filter(person=zed).update(most=0)


def speak_welsh(zed, ana):
    Volunteer.objects.filter(person=zed).update(languages=["cy"])


NOT_TODAY = {
    "zed is away now": away,
    "no room for one more": fill,
    "no language in common": speak_welsh,
}


@pytest.mark.parametrize("why", CLOSED | NOT_TODAY)
def test_the_clock_lets_nobody_stand_in_where(why, mentorship, nell, ana, cora, say):
    in_order(nell, cora)
    asking.ask_for_mentor(by=ana, topics=[], languages=["en"])
    promise_with(mentorship, nell)
    wait_long(say, mentorship)
    (CLOSED | NOT_TODAY)[why](nell, ana)

    clockwork.keep_promises()
    clockwork.keep_promises()

    assert told(cora, why) == 1
    assert not Mentorship.objects.filter(mentor=nell).exists()


@closed
def test_a_mentor_cannot_name_a_stand_in_and_reads_no_reason(
    why, client_of, mentorship, nell, mia, ana, cora
):
    in_order(nell, cora)
    CLOSED[why](nell, ana)

    path = f"/threads/{mentorship.room_id}/promise/"
    fields = {"weekday": "3", "until": "19:00", "stand_in": "zed"}
    found = client_of(mia).post(path, fields)

    assert found.status_code == 422
    assert "Choose another mentor." in found.text
    assert why not in found.text


def test_whoever_is_in_order_stands_in(mentorship, nell, ana, cora, say):
    in_order(nell, cora)
    promise_with(mentorship, nell)
    wait_long(say, mentorship)

    clockwork.keep_promises()

    assert Mentorship.objects.filter(mentor=nell, mentee=ana).exists()


def pause(zed, ana):
    going_away.pause(by=zed)


SAID = CLOSED | NOT_TODAY | {"zed has paused since": pause}


@pytest.mark.parametrize("why", SAID)
def test_whom_the_gate_refuses_is_not_suggested_and_an_offer_reads_its_words(
    why, client_of, nell, ana, cora
):
    in_order(nell, cora)
    asked = asking.ask_for_mentor(by=ana, topics=[], languages=["en"])
    path, client = f"/mentors/waiting/{asked.pk}/", client_of(cora)
    assert "Nobody fits at the moment." not in client.get(path).text
    SAID[why](nell, ana)

    assert "Nobody fits at the moment." in client.get(path).text
    page = client.post(f"{path}ask/", {"mentor": nell.pk}, follow=True)

    assert why in page.text
    assert not Match.objects.exists()
