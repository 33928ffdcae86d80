"""Slots are offered, sessions go on or are left, and calendars know only the hour."""

from datetime import time

import pytest
from django.utils import timezone
from icalendar import Calendar

from mentoring import actions
from mentoring.actions import asking
from mentoring.actions import calendar as feeds
from mentoring.models import CalendarFeed, Session
from mentoring.week import Span
from people.actions import suspend_person
from people.models import Notice

pytestmark = pytest.mark.django_db
DAILY = [Span(day, time(9), time(21)) for day in range(7)]


@pytest.fixture
def live(agree, mia, ana):
    """A session that both have come in to."""
    session = agree(hours=1)
    Session.objects.update(starts_at=timezone.now())
    session.refresh_from_db()
    for person in (mia, ana):
        actions.come_in(session, by=person)
    return session


def words_of(answer):
    return " ".join(answer.content.decode().split())


def events(answer):
    return Calendar.from_ical(answer.content).walk("VEVENT")


def feed_of(person):
    return f"/threads/calendar/{feeds.make_feed(by=person)}.ics"


# --- Slots


def test_three_times_are_offered_and_one_tap_suggests_one(
    client_of, mentorship, mia, ana
):
    for person in (mia, ana):
        asking.keep_hours(DAILY, by=person)
    path = f"/threads/{mentorship.room_id}/sessions/"
    page = client_of(ana).get(path)
    slots = page.context["slots"]
    assert len(slots) == 3

    first = slots[0]
    fields = {"day": f"{first:%Y-%m-%d}", "time": f"{first:%H:%M}", "minutes": "45"}
    client_of(ana).post(path, fields)

    assert Session.objects.get().starts_at == first
    assert first not in client_of(mia).get(path).context["slots"]


def test_without_hours_the_page_says_how_to_get_times(client_of, mentorship, ana):
    page = client_of(ana).get(f"/threads/{mentorship.room_id}/sessions/")
    assert "we can offer times here" in words_of(page)


# --- Called away, and fifteen minutes more


def test_being_called_away_is_told_and_is_no_missed_session(client_of, live, mia, ana):
    answer = client_of(ana).post(f"/threads/sessions/{live.pk}/away/", follow=True)

    assert "You can pick another time here." in words_of(answer)
    assert "ana was called away." in words_of(
        client_of(mia).get(f"/threads/{live.mentorship.room_id}/sessions/")
    )
    assert Notice.objects.filter(person=mia, words__contains="nothing you did").exists()


def test_a_session_that_is_not_open_is_not_left(client_of, agree, ana):
    session = agree(days=2)
    answer = client_of(ana).post(f"/threads/sessions/{session.pk}/away/", follow=True)
    assert "This session has changed meanwhile" in words_of(answer)


def test_it_goes_on_once_both_would_like_it(client_of, live, mia, ana):
    path = f"/threads/sessions/{live.pk}/longer/"
    for _ in range(2):
        client_of(ana).post(path)
    live.refresh_from_db()
    assert live.minutes == 45

    client_of(mia).post(path)
    live.refresh_from_db()
    assert live.minutes == 60


# --- Calendars


def test_a_session_is_a_file_that_says_only_when(client_of, agree, mia):
    session = agree(days=2)
    answer = client_of(mia).get(f"/threads/sessions/{session.pk}/session.ics")

    (event,) = events(answer)
    assert event["summary"] == "Session"
    assert event.decoded("dtstart") == session.starts_at.replace(microsecond=0)
    assert b"ana" not in answer.content


def test_what_is_only_suggested_is_no_file(client_of, propose, mia):
    session = propose(days=2)
    client = client_of(mia)

    path = f"/threads/sessions/{session.pk}/session.ics"
    assert client.get(path).status_code == 404
    page = client.get(f"/threads/{session.mentorship.room_id}/sessions/").text
    link = page.partition(path)[2].partition(">")[0]
    assert link.endswith(" hidden")


def test_an_address_shows_all_that_is_agreed_to_who_has_it(client, agree, mia):
    agree(days=2)
    assert len(events(client.get(feed_of(mia)))) == 1


def test_a_cancelled_session_says_so_in_the_calendar(client, agree, mia):
    session = agree(days=2)
    path = feed_of(mia)
    actions.cancel_session(session, by=mia)
    (event,) = events(client.get(path))
    assert event["status"] == "CANCELLED"


def test_a_session_only_suggested_is_in_no_calendar(client, propose, mia):
    session = propose(days=2)
    path = feed_of(mia)
    assert not events(client.get(path))
    actions.cancel_session(session, by=session.proposed_by)
    assert not events(client.get(path))


def test_the_address_is_shown_once(client_of, agree, mia):
    client = client_of(mia)
    page = client.post("/threads/calendar/make/", follow=True)
    address = page.context["address"]
    assert address in words_of(page)
    assert address not in words_of(client.get("/threads/calendar/"))


def test_a_leaked_address_ends_with_a_new_one(client, client_of, agree, mia):
    agree(days=2)
    leaked = feed_of(mia)
    client_of(mia).post("/threads/calendar/make/")
    assert client.get(leaked).status_code == 404


def test_an_address_can_end(client, client_of, mia):
    path = feed_of(mia)
    client_of(mia).post("/threads/calendar/end/")
    assert client.get(path).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_who_may_not_come_in_has_no_calendar(client, mia, sol):
    path = feed_of(mia)
    suspend_person(mia, until=None, by=sol, reason="away")
    assert client.get(path).status_code == 404


def test_a_programme_that_asks_each_second_waits(client, agree, mia):
    path = feed_of(mia)
    answers = [client.get(path) for _ in range(12)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0


def test_what_has_not_changed_is_not_sent_again(client, agree, mia):
    agree(days=2)
    path = feed_of(mia)
    mark = client.get(path)["ETag"]
    assert client.get(path, headers={"If-None-Match": mark}).status_code == 304


@pytest.mark.parametrize("token", ["x", "a" * 500, "..", "%00"])
def test_a_made_up_address_is_absent(token, client, db):
    assert client.get(f"/threads/calendar/{token}.ics").status_code == 404


def test_a_month_shows_what_is_agreed(client_of, agree, mia):
    session = agree(days=2)
    page = words_of(client_of(mia).get("/threads/calendar/"))
    month = f"{timezone.localtime(session.starts_at):%B %Y}"
    assert " ana</a>" in page.partition(month)[2]


@pytest.mark.parametrize("who", ["zed", "ben", "cora", "sol"])
def test_a_session_is_nobody_elses(who, client_of, agree, request):
    session = agree(days=2)
    client = client_of(request.getfixturevalue(who))
    assert client.get(f"/threads/sessions/{session.pk}/session.ics").status_code == 404
    assert client.post(f"/threads/sessions/{session.pk}/away/").status_code == 404
