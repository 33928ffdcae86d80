"""Reminders at the times each chose, never in quiet hours, once however many clocks run."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from mentoring import actions, reminder_clock, reminders
from mentoring.models import Reminding
from people.models import Notice
from tests.mentoring.test_clockwork import move
from tests.mentoring.test_pages import words_of
from tests.mentoring.test_scheduling import moments, zones

HOUR = timedelta(hours=1)
LEADS = {"day": 24 * HOUR, "hour": HOUR, "opens": HOUR / 6}


# --- Pure, as tables and as laws


def quiet(begins, ends, zone=UTC):
    def is_quiet(at):
        hour = at.astimezone(zone).hour
        if begins < ends:
            return begins <= hour < ends
        return hour >= begins or hour < ends

    return is_quiet


def never(at):
    return False


@pytest.mark.parametrize(
    ("starts", "told"),
    [
        ("19:00", "18:00"),
        # The hour before is quiet, so it comes a little before ten at night.
        ("23:30", "21:45"),
        ("08:30", "21:45"),
        ("09:00", "08:00"),
    ],
)
def test_a_reminder_comes_before_quiet_hours_and_not_in_them(starts, told):
    hour, minute = map(int, starts.split(":"))
    at = datetime(2026, 5, 14, hour, minute, tzinfo=UTC)

    found = reminders.due_at(at, HOUR, quiet(22, 8))

    assert f"{found:%H:%M}" == told


hours = st.integers(0, 23)


@given(moments, zones, hours, hours, st.sampled_from(list(LEADS.values())))
def test_no_reminder_is_ever_due_in_quiet_hours_or_after_its_moment(
    starts, zone, begins, ends, lead
):
    if begins == ends:
        return
    is_quiet = quiet(begins, ends, zone)

    found = reminders.due_at(starts, lead, is_quiet)

    assert not is_quiet(found)
    assert timedelta(0) <= starts - lead - found <= timedelta(hours=25)


@given(moments, st.integers(0, 3 * 24 * 60), st.integers(0, 3 * 24 * 60))
def test_what_was_agreed_after_a_reminders_moment_is_not_reminded_of(
    starts, minutes, agreed_before
):
    now = starts - timedelta(minutes=minutes)
    settled = starts - timedelta(minutes=agreed_before)

    name = reminders.due(LEADS, starts, settled, now, never)

    if name:
        assert settled < starts - LEADS[name] <= now
        nearer = [n for n, lead in LEADS.items() if lead < LEADS[name]]
        assert all(starts - LEADS[n] > now for n in nearer)


def test_of_two_that_are_due_the_nearer_is_told():
    starts = datetime(2026, 5, 14, 19, tzinfo=UTC)

    assert reminders.due(LEADS, starts, None, starts - HOUR / 2, never) == "hour"
    assert reminders.due(LEADS, starts, None, starts, never) == "opens"
    assert reminders.due(LEADS, starts, None, starts + HOUR, never) is None


# --- Through the clock and the page

pytestmark = pytest.mark.django_db


def told(person=None):
    found = Notice.objects.filter(words__startswith="Your session with")
    return list(found.filter(person=person) if person else found)


@pytest.mark.parametrize(
    ("away", "words"),
    [
        ({"minutes": 55}, "starts"),
        ({"minutes": 11}, "starts"),
        ({"minutes": 9}, "is open"),
        ({"minutes": -5}, "is open"),
    ],
)
def test_both_are_reminded_once_however_often_the_clock_runs(away, words, agree):
    move(agree(hours=5), **away)

    reminder_clock.remind_of_sessions()
    reminder_clock.remind_of_sessions()

    assert len(told()) == 2
    assert all(words in one.words for one in told())


@pytest.mark.parametrize("away", [{"minutes": 65}, {"hours": -3}])
def test_nobody_is_reminded_too_early_or_too_late(away, agree):
    move(agree(hours=5), **away)

    reminder_clock.remind_of_sessions()

    assert not told()


def test_what_is_agreed_within_the_hour_needs_no_reminder_of_it(agree):
    agree(seconds=40 * 60)

    reminder_clock.remind_of_sessions()

    assert not told()


def test_nobody_is_reminded_of_what_is_not_agreed(propose):
    move(propose(hours=5), minutes=30)

    reminder_clock.remind_of_sessions()

    assert not told()


def test_each_is_reminded_when_they_chose(client_of, agree, mia, ana):
    client_of(ana).post("/threads/reminders/", {"day": "on"})
    session = agree(days=2)
    move(session, hours=23)
    reminder_clock.remind_of_sessions()
    assert [one.person for one in told()] == [ana]

    move(session, minutes=30)
    reminder_clock.remind_of_sessions()

    assert len(told(mia)) == 1


def test_who_wants_none_gets_none(client_of, agree, ana):
    client_of(ana).post("/threads/reminders/", {})
    move(agree(hours=5), minutes=5)

    reminder_clock.remind_of_sessions()

    assert not told(ana)


def test_what_has_moved_is_reminded_of_anew(agree, mia, ana):
    session = agree(hours=5)
    move(session, minutes=50)
    reminder_clock.remind_of_sessions()
    assert len(told(ana)) == 1

    move(session, minutes=40)
    reminder_clock.remind_of_sessions()

    assert len(told(ana)) == 2


def test_a_reminder_says_the_hour_of_its_reader_and_nothing_else(agree, ana):
    ana.time_zone = "Asia/Kathmandu"
    ana.save()
    session = agree(hours=5, agenda="My night with the crying")
    move(session, minutes=50)
    session.refresh_from_db()

    reminder_clock.remind_of_sessions()

    (one,) = told(ana)
    there = session.starts_at.astimezone(reminder_clock.rest.zone_of(ana))
    assert f"starts {there:%A}, {there.hour % 12 or 12}" in one.words
    assert "crying" not in one.words


def test_a_reminder_that_is_late_waits_in_silence_in_quiet_hours(agree, ana, mia):
    hour = timezone.now().hour
    ana.time_zone = "UTC"
    ana.quiet_hours = f"{(hour - 1) % 24:02}-{(hour + 2) % 24:02}"
    ana.save()
    move(agree(hours=5), minutes=50)

    reminder_clock.remind_of_sessions()

    assert [one.is_quiet for one in told(ana)] == [True]
    assert [one.is_quiet for one in told(mia)] == [False]


def test_the_page_shows_what_was_chosen(client_of, mia):
    client = client_of(mia)
    page = words_of(client.get("/threads/reminders/"))
    assert page.count("checked") == 2

    client.post("/threads/reminders/", {"day": "on", "opens": "on"})

    kept = Reminding.objects.get(person=mia)
    assert (kept.day, kept.hour, kept.opens) == (True, False, True)


# --- How it was


def test_how_it_was_is_seen_by_oneself_and_coordinators_only(
    client_of, agree, mia, ana, cora
):
    session = actions.end_session(agree(seconds=300), by=mia)
    path = f"/threads/sessions/{session.pk}/how-it-was/"

    client_of(ana).post(path, {"felt": "hard"})

    room = f"/threads/{session.mentorship.room_id}/"
    assert 'value="hard" aria-pressed="true"' in words_of(client_of(ana).get(room))
    assert 'aria-pressed="true"' not in words_of(client_of(mia).get(room))
    assert "“It was hard.”" in words_of(client_of(cora).get("/threads/live/"))
    assert not Notice.objects.filter(words__contains="hard").exists()


@pytest.mark.parametrize("felt", ["", "5 stars", "x" * 9999])
def test_how_it_was_is_one_of_three(felt, client_of, agree, mia, ana):
    session = actions.end_session(agree(seconds=300), by=mia)

    answer = client_of(ana).post(
        f"/threads/sessions/{session.pk}/how-it-was/", {"felt": felt}, follow=True
    )

    assert "Choose one of the three." in words_of(answer)
    assert not session.attendances.exclude(felt="").exists()


def test_how_it_was_is_said_after_it(client_of, agree, ana, zed):
    session = agree(days=2)
    path = f"/threads/sessions/{session.pk}/how-it-was/"

    client_of(ana).post(path, {"felt": "helped"})

    assert not session.attendances.exists()
    assert client_of(zed).post(path, {"felt": "helped"}).status_code == 404
