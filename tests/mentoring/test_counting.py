"""Promises of an answer are counted as they are kept or not, before words go."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from evaluation import programme
from evaluation.programme import Period
from mentoring import actions
from mentoring.actions import counting, promising
from mentoring.models import Away, ReplyPromise
from mentoring.promise_models import PromisedAnswer
from mentoring.thread_clock import count_answers
from realtime.one_by_one import SomeFailed
from rooms.actions import take_back
from rooms.models import Message

pytestmark = pytest.mark.django_db
# Monday; the promise is for Thursdays at seven in the evening.
MONDAY = datetime(2026, 2, 2, 10, tzinfo=UTC)


@pytest.fixture
def promise(mentorship, mia):
    made = promising.make_promise(mentorship, by=mia, weekday=3, until=time(19))
    ReplyPromise.objects.update(made_at=MONDAY - timedelta(days=7))
    return made


@pytest.fixture
def wrote(say, mentorship):
    def write(person, **after):
        message = say(mentorship.room, person, "Words")
        Message.objects.filter(pk=message.pk).update(at=MONDAY + timedelta(**after))
        return message

    return write


def counted():
    period = Period(MONDAY - timedelta(days=30), MONDAY + timedelta(days=60))
    found = programme.promises(period)
    return found.kept, found.broken


def test_an_answer_in_time_is_a_promise_kept(promise, wrote, mia, ana):
    wrote(ana)
    wrote(ana, hours=5)
    wrote(mia, days=3)
    wrote(mia, days=3, hours=1)

    count_answers()
    count_answers()

    assert counted() == (1, 0)


def test_one_that_comes_late_or_never_is_not(promise, wrote, mia, ana):
    wrote(ana)
    wrote(mia, days=4)
    wrote(ana, days=7)

    count_answers()

    assert counted() == (0, 2)


def test_each_waiting_counts_once_however_it_is_read(promise, wrote, mia, ana):
    wrote(ana)
    count_answers()
    wrote(mia, days=1)
    count_answers()
    wrote(ana, days=7)
    wrote(mia, days=8)
    count_answers()

    assert counted() == (2, 0)


def test_it_is_still_counted_when_the_words_have_gone(promise, wrote, mia, ana):
    wrote(ana)
    wrote(mia, days=1)
    count_answers()

    Message.objects.all().delete()
    count_answers()

    assert counted() == (1, 0)


def test_who_takes_their_words_back_waits_for_nothing(promise, wrote, ana):
    ReplyPromise.objects.update(made_at=timezone.now() - timedelta(hours=1))
    message = wrote(ana)
    Message.objects.update(at=timezone.now())
    count_answers()
    assert PromisedAnswer.objects.count() == 1

    take_back(message, by=ana)
    count_answers()

    assert not PromisedAnswer.objects.exists()


def test_words_before_the_promise_are_not_counted(promise, wrote, ana):
    wrote(ana, days=-20)

    count_answers()

    assert counted() == (0, 0)


def test_an_end_before_the_hour_breaks_nothing(mentorship, promise, wrote, ana):
    wrote(ana)
    count_answers()

    mentorship.ended_at = MONDAY + timedelta(days=1)
    mentorship.save()

    assert counted() == (0, 0)


def test_two_clocks_count_once(at_once, mentorship, mia, ana, say):
    promising.make_promise(mentorship, by=mia, weekday=3, until=time(19))
    say(mentorship.room, ana, "Words")

    at_once(count_answers, count_answers)

    assert PromisedAnswer.objects.count() == 1


def test_a_promise_that_fails_keeps_no_other_from_being_counted(
    mentorship, promise, wrote, say, mia, ana, ben, cora, monkeypatch
):
    other = actions.pair(mia, ben, by=cora)
    promising.make_promise(other, by=mia, weekday=3, until=time(19))
    wrote(ana)
    say(other.room, ben, "Words")
    count = counting.count_waiting

    def fail_first(one):
        assert one.mentorship_id != mentorship.pk, "It fails."
        count(one)

    monkeypatch.setattr(counting, "count_waiting", fail_first)
    with pytest.raises(SomeFailed):
        count_answers()

    assert PromisedAnswer.objects.get().mentorship == other


@pytest.fixture
def thirteen_weeks(promise, wrote, mia, ana):
    """Twelve answers came in time, and the last never."""
    for week in range(12):
        wrote(ana, days=7 * week)
        wrote(mia, days=7 * week + 1)
    wrote(ana, days=84)


def test_what_falls_due_in_a_pause_is_not_in_the_report(
    client_of, thirteen_weeks, mia, cora
):
    Away.objects.create(person=mia, first_day=(MONDAY + timedelta(days=85)).date())
    count_answers()

    lines = client_of(cora).get(
        "/evaluation/report.csv?since=2026-01-01&until=2026-06-30"
    )

    assert "Promises of an answer,Kept,100%,12" in lines.text


def test_the_report_says_how_many_were_kept(client_of, thirteen_weeks, cora):
    count_answers()

    page = client_of(cora).get("/evaluation/report/?since=2026-01-01&until=2026-06-30")
    lines = client_of(cora).get(
        "/evaluation/report.csv?since=2026-01-01&until=2026-06-30"
    )

    assert "Promises of an answer" in page.text
    assert "Promises of an answer,Kept,92%,13" in lines.text
