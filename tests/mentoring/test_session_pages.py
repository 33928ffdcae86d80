"""The pages of sessions as their readers meet them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from mentoring import actions
from mentoring.models import Attendance, Session
from tests.mentoring.test_pages import words_of

pytestmark = pytest.mark.django_db


# --- Sessions


def form(at, **others):
    fields = {"day": f"{at:%Y-%m-%d}", "time": f"{at:%H:%M}", "minutes": "45"}
    return fields | {"agenda": ""} | others


def in_days(days, zone="Europe/London"):
    there = datetime.now(ZoneInfo(zone)) + timedelta(days=days)
    return there.replace(hour=19, minute=0, second=0, microsecond=0)


def sessions_of(mentorship):
    return f"/threads/{mentorship.room_id}/sessions/"


@pytest.mark.parametrize(
    "zone", ["Europe/London", "Asia/Kathmandu", "America/St_Johns"]
)
def test_a_suggested_time_is_on_the_readers_own_clock(zone, client_of, mentorship, ana):
    ana.time_zone = zone
    ana.save()
    at = in_days(3, zone)

    client_of(ana).post(sessions_of(mentorship), form(at))

    assert Session.objects.get().starts_at == at


def test_each_reads_the_session_on_their_own_clock(client_of, mentorship, propose, ana):
    ana.time_zone = "Asia/Kathmandu"
    ana.save()
    starts = propose(days=3).starts_at.astimezone(ZoneInfo("Asia/Kathmandu"))

    page = words_of(client_of(ana).get(f"/threads/{mentorship.room_id}/"))

    assert f"{starts:%A} {starts.day} {starts:%B}" in page
    assert "Kathmandu time" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"day": ""}, "Choose a day."),
        ({"day": "soon"}, "Write the day like"),
        ({"time": ""}, "Choose a time."),
        ({"time": "25:99"}, "Write it like 19:30."),
        ({"day": "2020-05-14"}, "That time has passed."),
        ({"day": "9999-12-31", "time": "23:59"}, "Choose a nearer day."),
        ({"minutes": "7"}, "Choose how long from the list."),
        ({"agenda": "x" * 301}, "That is 1 character too many."),
    ],
)
def test_a_wrong_suggestion_is_explained_and_kept(
    wrong, words, client_of, mentorship, ana
):
    fields = form(in_days(3), agenda="One hour for me") | wrong

    answer = client_of(ana).post(sessions_of(mentorship), fields)

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert not Session.objects.exists()


def test_a_time_that_the_clocks_jump_over_is_refused(client_of, mentorship, ana):
    sunday = next_spring_forward()

    answer = client_of(ana).post(sessions_of(mentorship), form(sunday, time="01:30"))

    assert "that time does not exist" in words_of(answer)


def next_spring_forward():
    """The last Sunday in March to come, when London's clocks go forward."""
    now = timezone.now()
    for year in (now.year, now.year + 1):
        last = datetime(year, 3, 31, tzinfo=ZoneInfo("Europe/London"))
        sunday = last - timedelta(days=(last.weekday() + 1) % 7)
        if sunday > now:
            return sunday
    raise AssertionError


def test_a_session_is_agreed_held_and_noted_by_form(client_of, mentorship, mia, ana):
    client_of(mia).post(sessions_of(mentorship), form(in_days(3)))
    session = Session.objects.get()
    for_ana, for_mia = client_of(ana), client_of(mia)
    door = f"/threads/sessions/{session.pk}"

    for_ana.post(f"{door}/accept/")
    Session.objects.update(starts_at=timezone.now() + timedelta(minutes=5))
    for_ana.post(f"{door}/come-in/")
    assert "ana has come in" in words_of(for_mia.get(f"/threads/{mentorship.room_id}/"))
    for_mia.post(f"{door}/come-in/")
    for_mia.post(f"{door}/end/")
    for_ana.post(f"{door}/note/", {"note": "I felt heard"})

    session.refresh_from_db()
    assert (session.state, session.live_at is not None) == ("ended", True)
    assert Attendance.objects.get(person=ana).note == "I felt heard"


def test_neither_sees_the_others_note(client_of, agree, mia, ana):
    session = actions.end_session(agree(seconds=300), by=mia)
    actions.write_note(session, by=ana, note="I felt heard")

    for path in (f"/threads/sessions/{session.pk}/note/", session_page(session)):
        assert "I felt heard" not in words_of(client_of(mia).get(path))
    note = client_of(ana).get(f"/threads/sessions/{session.pk}/note/")
    assert "I felt heard" in words_of(note)


def session_page(session):
    return f"/threads/{session.mentorship.room_id}/"


def test_a_button_pressed_too_late_is_answered_in_words(client_of, propose, ana, mia):
    session = propose(hours=2)
    actions.cancel_session(session, by=mia)

    path = f"/threads/sessions/{session.pk}/accept/"
    answer = client_of(ana).post(path, follow=True)

    assert "This session has changed meanwhile" in words_of(answer)


# --- How sessions stand, for an open page


def state_of(client, mentorship):
    return client.get(f"/threads/{mentorship.room_id}/session/").json()


def test_an_open_page_hears_each_scene(client_of, mentorship, propose, mia, ana):
    session = propose(seconds=300, agenda="secret words")
    for_mia, for_ana = client_of(mia), client_of(ana)

    def scenes():
        return [
            state_of(one, mentorship)["sessions"][0]["scene"]
            for one in (for_mia, for_ana)
        ]

    assert scenes() == ["waiting", "asked"]
    actions.accept_session(session, by=ana)
    assert scenes() == ["open", "open"]
    actions.come_in(session, by=ana)
    assert scenes() == ["expected", "alone"]
    actions.come_in(session, by=mia)
    assert scenes() == ["live", "live"]
    actions.end_session(session, by=mia)
    assert scenes() == ["ended", "ended"]


def test_an_open_page_is_told_no_words_and_when_to_ask_again(
    client_of, mentorship, agree, ana
):
    agree(hours=20, agenda="secret words")

    answer = client_of(ana).get(f"/threads/{mentorship.room_id}/session/")

    assert b"secret" not in answer.content
    assert answer.json()["again_ms"] == 3_600_000
