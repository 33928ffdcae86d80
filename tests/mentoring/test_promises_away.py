"""A promise and days away are one truth: on the pages, for the clock and in the report."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.models import F
from django.utils import timezone

from evaluation import programme
from evaluation.programme import Period
from mentoring import clockwork, promising
from mentoring.actions import going_away
from mentoring.actions.promising import make_promise
from mentoring.models import Away, ReplyPromise
from mentoring.promise_models import PromisedAnswer
from mentoring.thread_clock import count_answers
from people.models import Notice
from rooms.models import Message

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 2, 2, 10, tzinfo=UTC)
THURSDAY = datetime(2026, 2, 5, 19, tzinfo=UTC)


def due(*away):
    return promising.due(MONDAY, 3, time(19), LONDON, away)


def test_days_away_before_the_hour_change_nothing():
    assert due((date(2026, 2, 2), date(2026, 2, 4))) == THURSDAY


def test_an_hour_in_days_away_is_the_first_once_they_are_back():
    holiday = date(2026, 2, 5), date(2026, 2, 11)
    assert due(holiday) == THURSDAY + timedelta(weeks=1)
    longer = date(2026, 2, 12), date(2026, 2, 13)
    assert due(holiday, longer) == THURSDAY + timedelta(weeks=2)


def test_in_a_pause_no_hour_is_promised():
    assert due((date(2026, 2, 5), None)) is None
    assert due((date(2026, 2, 6), None)) == THURSDAY


# --- Through the doors; ana wrote six days ago, and that is due soon


@pytest.fixture
def waits(db, mentorship, say, mia, ana):
    """Her answer is due in an hour or so, on mia's clock."""
    by = timezone.now().astimezone(LONDON) + timedelta(hours=1)
    make_promise(mentorship, by=mia, weekday=by.weekday(), until=by.time())
    wrote = timezone.now() - timedelta(days=6)
    message = say(mentorship.room, ana, "Are you there?")
    ReplyPromise.objects.update(made_at=wrote - timedelta(days=1))
    Message.objects.filter(pk=message.pk).update(at=wrote)
    count_answers()
    return PromisedAnswer.objects.get()


def days_pass(days):
    """As if all of this had happened so long ago."""
    ago = timedelta(days)
    PromisedAnswer.objects.update(since=F("since") - ago, due=F("due") - ago)
    ReplyPromise.objects.update(made_at=F("made_at") - ago)
    Message.objects.update(at=F("at") - ago)
    for one in Away.objects.all():
        Away.objects.update(first_day=one.first_day - ago)


def counted():
    now = timezone.now()
    found = programme.promises(Period(now - timedelta(90), now + timedelta(90)))
    return found.kept, found.broken


def told(person, words):
    return Notice.objects.filter(person=person, words__contains=words).count()


def pause(client):
    client.post("/mentors/hours/pause/")
    return f"/mentors/hours/away/{Away.objects.get().pk}/end/"


def test_without_days_away_an_hour_that_goes_by_is_broken(waits):
    days_pass(1)
    count_answers()

    assert counted() == (0, 1)


def test_nothing_counts_in_a_pause(client_of, waits, mia):
    pause(client_of(mia))
    days_pass(30)
    count_answers()

    assert counted() == (0, 0)
    assert "You promised" not in client_of(mia).get("/threads/").text


def test_after_a_pause_the_next_such_hour_counts(
    client_of, waits, say, mentorship, mia, cora
):
    client = client_of(mia)
    end = pause(client)
    days_pass(30)
    client.post(end)
    clockwork.keep_promises()

    written = PromisedAnswer.objects.get().due
    assert timedelta(days=6) < written - timezone.now() < timedelta(days=8)
    assert not told(cora, "as promised")
    assert "You answer by" in client.get("/threads/").text
    say(mentorship.room, mia, "I am back.")
    count_answers()
    assert counted() == (1, 0)


def test_an_hour_in_days_away_is_neither_reminded_of_nor_broken(waits, mia, cora):
    today = timezone.now().astimezone(LONDON).date()
    away = going_away.go_away(today, today + timedelta(days=3), by=mia)
    moved = PromisedAnswer.objects.get().due
    assert timedelta(days=6) < moved - waits.due < timedelta(days=8)

    clockwork.keep_promises()
    assert not told(mia, "waits for your answer")

    going_away.come_back(away, by=mia)
    assert PromisedAnswer.objects.get().due == waits.due


def test_what_broke_before_days_away_stays_broken(client_of, waits, mia):
    days_pass(2)
    pause(client_of(mia))
    count_answers()

    assert counted() == (0, 1)


def test_who_waits_in_a_pause_is_looked_after_at_the_usual_hour(
    client_of, waits, mia, cora
):
    pause(client_of(mia))
    days_pass(9)

    clockwork.keep_promises()

    assert told(cora, "mia is away, and ana waits for an answer.") == 1
    assert not told(cora, "as promised")
