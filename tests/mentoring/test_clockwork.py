"""Reminders come once, and sessions end by themselves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import actions, clockwork
from mentoring.models import Attendance, Session
from people.models import Notice

pytestmark = pytest.mark.django_db


def move(session, **away):
    Session.objects.filter(pk=session.pk).update(
        starts_at=timezone.now() + timedelta(**away)
    )


def reminders():
    return Notice.objects.filter(words__contains="Your session with")


@pytest.mark.parametrize(
    ("away", "words"),
    [
        ({"minutes": 55}, "starts within the hour"),
        ({"minutes": 11}, "starts within the hour"),
        ({"minutes": 9}, "is open"),
        ({"minutes": -5}, "is open"),
    ],
)
def test_both_are_reminded_once_however_often_the_clock_runs(away, words, agree):
    move(agree(hours=5), **away)

    clockwork.remind_of_sessions()
    clockwork.remind_of_sessions()

    told = [notice.words for notice in reminders()]
    assert len(told) == 2
    assert all(words in said for said in told)


@pytest.mark.parametrize("away", [{"minutes": 65}, {"hours": -3}])
def test_nobody_is_reminded_too_early_or_too_late(away, agree):
    move(agree(hours=5), **away)

    clockwork.remind_of_sessions()

    assert not reminders().exists()


def test_nobody_is_reminded_of_what_is_not_agreed(propose):
    move(propose(hours=5), minutes=30)

    clockwork.remind_of_sessions()

    assert not reminders().exists()


def test_a_session_that_nobody_joined_ends_with_nobodys_attendance(agree):
    session = agree(hours=5, minutes=30)
    move(session, minutes=-46)

    clockwork.end_sessions()
    clockwork.end_sessions()

    session.refresh_from_db()
    assert (session.state, session.live_at) == ("ended", None)
    assert not Attendance.objects.exists()
    assert reminders().count() == 2


def test_a_live_session_may_run_a_quarter_of_an_hour_over(agree, mia, ana):
    session = agree(seconds=60, minutes=30)
    actions.come_in(session, by=mia)
    actions.come_in(session, by=ana)
    move(session, minutes=-44)

    clockwork.end_sessions()

    session.refresh_from_db()
    assert session.state == "accepted"
