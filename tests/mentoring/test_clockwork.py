"""Sessions end by themselves; what nobody came to is told kindly, and seen to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import actions
from mentoring import session_clock as clockwork
from mentoring.models import Attendance, Missed, Session
from people.models import Notice
from tests.mentoring.test_pages import words_of

pytestmark = pytest.mark.django_db


def move(session, **away):
    """To a time so far from now, agreed long ago."""
    starts_at = timezone.now() + timedelta(**away)
    agreed_at = starts_at - timedelta(days=5)
    found = Session.objects.filter(pk=session.pk)
    found.update(starts_at=starts_at, agreed_at=agreed_at)


def test_a_session_that_nobody_joined_ends_with_nobodys_attendance(agree):
    session = agree(hours=5, minutes=30)
    move(session, minutes=-46)

    clockwork.end_sessions()
    clockwork.end_sessions()

    session.refresh_from_db()
    assert (session.state, session.live_at) == ("ended", None)
    assert not Attendance.objects.exists()


def test_both_hear_a_kind_word_and_coordinators_have_a_task(
    client_of, agree, mia, ana, cora
):
    move(agree(hours=5), hours=-2)

    clockwork.end_sessions()
    clockwork.end_sessions()

    told = Notice.objects.filter(words__startswith="Neither you nor")
    assert {one.person for one in told} == {mia, ana}
    page = words_of(client_of(cora).get("/threads/live/"))
    assert "mia and ana" in page.partition("Nobody came")[2]


def test_a_task_that_was_seen_to_is_gone_and_keeps_who_did(client_of, agree, cora, sol):
    move(agree(hours=5), hours=-2)
    clockwork.end_sessions()
    path = f"/threads/live/missed/{Missed.objects.get().pk}/seen/"

    client_of(cora).post(path)
    assert client_of(sol).post(path).status_code == 404

    assert Missed.objects.get().seen_by == cora
    assert "Nothing waits for you here." in words_of(
        client_of(cora).get("/threads/live/")
    )


def test_where_one_came_nobody_has_a_task(agree, mia):
    session = agree(seconds=300)
    actions.come_in(session, by=mia)
    move(session, hours=-2)

    clockwork.end_sessions()

    assert not Missed.objects.exists()


def test_a_live_session_may_run_a_quarter_of_an_hour_over(agree, mia, ana):
    session = agree(seconds=60, minutes=30)
    actions.come_in(session, by=mia)
    actions.come_in(session, by=ana)
    move(session, minutes=-44)

    clockwork.end_sessions()

    session.refresh_from_db()
    assert session.state == "accepted"
