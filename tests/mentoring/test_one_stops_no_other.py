"""One promise that cannot be kept stops the clock for no other."""

from datetime import time

import pytest

from mentoring import actions, clockwork
from mentoring.actions import (
    promising,
)
from mentoring.models import (
    Mentorship,
)
from people.actions import suspend_person
from realtime.one_by_one import SomeFailed
from tests.mentoring.test_taking_on import promise_with, told, wait_long

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_wait(mentorship, mia, ben, cora, nell, say):
    """ana's stand-in is nell; ben waits too, and comes after her in the list."""
    other = actions.pair(mia, ben, by=cora)
    promise_with(mentorship, nell)
    promising.make_promise(other, by=mia, weekday=3, until=time(19))
    wait_long(say, mentorship, other)


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

    def break_at_first(promise, since):
        seen.append(promise)
        if len(seen) == 1:
            raise ValueError("ana's secret")
        return good(promise, since)

    monkeypatch.setattr(clockwork, "let_stand_in", break_at_first)

    with pytest.raises(SomeFailed):
        clockwork.keep_promises()

    assert len(seen) == 2
    assert told(mia, "ben waits for your answer") == 1
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text
