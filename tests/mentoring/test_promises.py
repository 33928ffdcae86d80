"""A reply promise is seen by both and kept by the clock, and a stand-in only as agreed."""

from datetime import time, timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from mentoring import clockwork, promises
from mentoring.actions import going_away, promising
from mentoring.models import Mentorship, ReplyPromise
from people.actions import Refused
from people.models import Notice
from rooms.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def promise(mentorship, mia):
    return promising.make_promise(mentorship, by=mia, weekday=3, until=time(19))


def words_of(answer):
    return " ".join(answer.content.decode().split())


def told(person, words):
    return Notice.objects.filter(person=person, words__contains=words).count()


def wrote(say, room, person, **ago):
    """Somebody wrote so long ago, after the promise was made."""
    message = say(room, person, "Are you there?")
    at = timezone.now() - timedelta(**ago)
    ReplyPromise.objects.update(made_at=at - timedelta(days=1))
    Message.objects.filter(pk=message.pk).update(at=at)


def test_both_see_by_when_the_mentor_answers(client_of, mentorship, mia, ana):
    path = f"/threads/{mentorship.room_id}/"
    fields = {"weekday": "3", "until": "19:00"}
    client_of(mia).post(f"{path}promise/", fields)

    for person in (mia, ana):
        page = words_of(client_of(person).get(path))
        assert "mia answers by Thursday, 7pm, each week." in page


@pytest.mark.parametrize(
    "fields", [{"weekday": "9"}, {"until": "25:00"}, {"stand_in": "zed"}, {"until": ""}]
)
def test_a_promise_that_makes_no_sense_is_refused(
    fields, client_of, mentorship, mia, zed
):
    path = f"/threads/{mentorship.room_id}/promise/"
    sent = {"weekday": "3", "until": "19:00"} | fields
    assert client_of(mia).post(path, sent).status_code == 422
    assert not ReplyPromise.objects.exists()


def test_a_mentee_makes_no_promise_for_their_mentor(mentorship, ana):
    with pytest.raises(Refused, match="Your mentor makes this promise"):
        promising.make_promise(mentorship, by=ana, weekday=3, until=time(19))


def test_the_mentor_is_reminded_and_then_the_coordinator(
    mentorship, promise, mia, ana, cora, say
):
    wrote(say, mentorship.room, ana, days=9)

    clockwork.keep_promises()
    clockwork.keep_promises()

    assert told(mia, "ana waits for your answer") == 1
    assert told(cora, "mia has not answered ana as promised") == 1


def test_the_mentor_is_told_the_day_and_the_hour(mentorship, promise, mia, ana, say):
    wrote(say, mentorship.room, ana, days=9)

    clockwork.keep_promises()

    [waiting] = promises.all_waiting()
    day = date_format(timezone.localdate(waiting.due), "j F")
    assert told(mia, f"You promised it by {day}, 7pm.") == 1


def test_an_answer_ends_the_waiting(mentorship, promise, mia, ana, cora, say):
    wrote(say, mentorship.room, ana, days=9)
    say(mentorship.room, mia, "I am here.")

    clockwork.keep_promises()

    assert told(mia, "waits for your answer") == 0
    assert told(cora, "has not answered") == 0


def promised_again(by, mentorship, **terms):
    terms = {"weekday": 3, "until": time(19)} | terms
    promising.make_promise(mentorship, by=by, **terms)


def test_promising_again_wipes_nothing_that_waits(
    mentorship, promise, mia, ana, cora, say
):
    wrote(say, mentorship.room, ana, days=9)
    clockwork.keep_promises()
    Notice.objects.filter(person=cora).delete()

    promised_again(mia, mentorship, weekday=4)
    promised_again(mia, mentorship)
    clockwork.keep_promises()

    assert told(mia, "ana waits for your answer") == 1
    assert told(cora, "mia has not answered ana as promised") == 1


def test_what_waits_keeps_the_older_hour_on_the_mentors_page(
    client_of, mentorship, promise, mia, ana, say
):
    wrote(say, mentorship.room, ana, days=9)
    promised_again(mia, mentorship)

    assert "You promised an answer by" in words_of(client_of(mia).get("/threads/"))


@pytest.mark.parametrize("what", ["answers", "takes back"])
def test_what_waited_is_let_go_once_it_waits_no_more(
    what, mentorship, promise, mia, ana, cora, say
):
    wrote(say, mentorship.room, ana, days=9)
    promised_again(mia, mentorship)
    if what == "answers":
        say(mentorship.room, mia, "I am here.")
    else:
        Message.objects.update(state=Message.State.TAKEN_BACK)

    clockwork.keep_promises()

    assert told(cora, "has not answered") == 0


def test_the_stand_in_comes_though_the_mentor_promised_again(
    mentorship, mia, ana, ben, say
):
    ben.role = "mentor"
    ben.save()
    promised_again(mia, mentorship, stand_in=ben)
    promising.agree_stand_in(mentorship, True, by=ana)
    wrote(say, mentorship.room, ana, days=12)

    promised_again(mia, mentorship, stand_in=ben)
    clockwork.keep_promises()

    assert Mentorship.objects.filter(mentor=ben, mentee=ana).exists()


def test_words_written_after_a_new_promise_are_under_the_new_one(
    mentorship, promise, mia, ana, say
):
    wrote(say, mentorship.room, ana, days=9)
    promised_again(mia, mentorship)
    say(mentorship.room, mia, "I am here.")
    say(mentorship.room, ana, "Thank you.")

    assert promises.all_waiting()[0].due > timezone.now()


def test_a_stand_in_steps_in_only_as_the_mentee_agreed(
    client_of, mentorship, mia, ana, ben, say
):
    ben.role = "mentor"
    ben.save()
    promising.make_promise(mentorship, by=mia, weekday=3, until=time(19), stand_in=ben)
    wrote(say, mentorship.room, ana, days=12)

    clockwork.keep_promises()
    assert not Mentorship.objects.filter(mentor=ben).exists()

    path = f"/threads/{mentorship.room_id}/promise/"
    assert "ben could write to you then" in words_of(client_of(ana).get(path))
    client_of(ana).post(f"{path}stand-in/", {"answer": "yes"})
    clockwork.keep_promises()
    clockwork.keep_promises()
    assert Mentorship.objects.filter(mentor=ben, mentee=ana).count() == 1


def test_another_stand_in_is_asked_about_anew(mentorship, mia, ana, ben, zed):
    for person in (ben, zed):
        person.role = "mentor"
        person.save()
    promising.make_promise(mentorship, by=mia, weekday=3, until=time(19), stand_in=ben)
    promising.agree_stand_in(mentorship, True, by=ana)

    promising.make_promise(mentorship, by=mia, weekday=3, until=time(19), stand_in=zed)

    assert not ReplyPromise.objects.get().is_stand_in_agreed


@pytest.mark.parametrize("who", ["zed", "ben", "max_", "cora"])
def test_a_promise_is_between_the_two(who, client_of, mentorship, promise, request):
    client = client_of(request.getfixturevalue(who))
    path = f"/threads/{mentorship.room_id}/promise/"
    assert client.get(path).status_code == 404
    assert client.post(f"{path}stand-in/").status_code == 404


@pytest.mark.parametrize(
    ("answer", "words"),
    [("yes", "ana is happy with the day"), ("no", "ana asks if you could answer by")],
)
def test_a_mentee_answers_a_promise_and_the_mentor_hears_once(
    answer, words, client_of, mentorship, promise, mia, ana
):
    path = f"/threads/{mentorship.room_id}/promise/"
    assert "Does that suit you?" in words_of(client_of(ana).get(path))

    client_of(ana).post(f"{path}answer/", {"answer": answer})
    client_of(ana).post(f"{path}answer/", {"answer": answer})

    assert told(mia, words) == 1
    assert ReplyPromise.objects.get().suits is (answer == "yes")


def test_a_mentor_is_asked_to_promise_and_to_look_again(
    client_of, mentorship, mia, ana
):
    assert "Say by when you answer" in words_of(client_of(mia).get("/threads/"))
    promised_again(mia, mentorship)
    assert "Say by when you answer" not in words_of(client_of(mia).get("/threads/"))

    path = f"/threads/{mentorship.room_id}/promise/answer/"
    client_of(ana).post(path, {"answer": "no"})
    assert "They ask for another day" in words_of(client_of(mia).get("/threads/"))
    promised_again(mia, mentorship, weekday=4)
    assert ReplyPromise.objects.get().suits is None


@pytest.mark.parametrize("who", ["zed", "ben", "max_", "cora", "mia"])
def test_only_the_mentee_answers_a_promise(
    who, client_of, mentorship, promise, request
):
    path = f"/threads/{mentorship.room_id}/promise/answer/"
    client_of(request.getfixturevalue(who)).post(path, {"answer": "yes"})
    assert ReplyPromise.objects.get().suits is None


def test_no_answer_is_promised_in_days_away(client_of, mentorship, promise, mia, ana):
    today = timezone.localdate()
    going_away.go_away(today, today + timedelta(days=9), by=mia)

    going_away.go_away(today + timedelta(days=10), today + timedelta(days=12), by=mia)
    going_away.go_away(today + timedelta(days=14), today + timedelta(days=15), by=mia)

    page = words_of(client_of(ana).get(f"/threads/{mentorship.room_id}/"))

    last = today + timedelta(days=12)
    assert f"mia is back after {last.day} {last:%B}" in page
    assert "mia answers by Thursday, 7pm, each week." not in page
