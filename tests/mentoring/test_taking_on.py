"""Who may take whom on is asked at each door, and one no stops nobody else's help."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from mentoring import actions, clockwork
from mentoring.actions import promising
from mentoring.models import Mentorship, ReplyPromise
from people.actions import suspend_person
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


@pytest.fixture
def nell(zed):
    zed.role = "mentor"
    zed.save()
    return zed


@pytest.fixture
def two_wait(mentorship, mia, ben, cora, nell, say):
    """ana's stand-in is nell; ben waits too, and comes after her in the list."""
    other = actions.pair(mia, ben, by=cora)
    promise_with(mentorship, nell)
    promising.make_promise(other, by=mia, weekday=3, until=time(19))
    wait_long(say, mentorship, other)


# --- The clock goes on


def test_a_stand_in_who_was_suspended_stops_no_other_promise(
    two_wait, nell, mia, cora, sol
):
    suspend_person(nell, until=None, by=sol, reason="A worry.")

    clockwork.keep_promises()
    clockwork.keep_promises()

    assert told(mia, "ben waits for your answer") == 1
    assert told(cora, "mia has not answered ben as promised") == 1
    assert told(cora, "Nobody stands in for ana, who still waits.") == 1
    assert not Mentorship.objects.filter(mentor=nell).exists()


def test_a_stand_in_who_is_no_mentor_any_more_is_told_of_once(
    two_wait, nell, mia, cora
):
    nell.role = "peer"
    nell.save()

    clockwork.keep_promises()
    clockwork.keep_promises()

    assert told(cora, "zed is not a mentor.") == 1
    assert told(mia, "ben waits for your answer") == 1


def test_one_bad_row_stops_no_other(two_wait, mia, cora, monkeypatch, caplog):
    good = clockwork.let_stand_in
    seen = []

    def break_at_first(promise):
        seen.append(promise)
        if len(seen) == 1:
            raise ValueError("ana's secret")
        return good(promise)

    monkeypatch.setattr(clockwork, "let_stand_in", break_at_first)

    clockwork.keep_promises()

    assert len(seen) == 2
    assert told(mia, "ben waits for your answer") == 1
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text
