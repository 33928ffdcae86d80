"""A mentorship ends on a day that both know, or goes on with another mentor."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import actions as mentoring
from mentoring import thread_clock
from mentoring.actions import ending
from mentoring.ending_models import Ending
from people.models import Notice
from tests.mentoring.test_promises import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(mentorship):
    return f"/threads/{mentorship.room_id}/"


def in_days(count):
    return timezone.localdate() + timedelta(days=count)


def test_one_names_a_last_day_and_the_other_is_told(client_of, path, mia, ana):
    day = in_days(14)
    client_of(mia).post(f"{path}ending/", {"last_day": f"{day:%Y-%m-%d}"})

    assert Notice.objects.filter(person=ana, words__contains="last day").count() == 1
    page = words_of(client_of(ana).get(f"{path}ending/"))
    assert f"Your last day is {day:%A} {day.day} {day:%B}. mia named it." in page
    assert "Plan a last session" in page


@pytest.mark.parametrize("day", ["", "soon", "2020-01-01", "2099-01-01", "9" * 30])
def test_a_last_day_that_makes_no_sense_is_refused(day, client_of, path, mia):
    answer = client_of(mia).post(f"{path}ending/", {"last_day": day})

    assert answer.status_code == 422
    assert not Ending.objects.exists()


def test_it_ends_once_the_last_day_is_over(mentorship, mia):
    ending.plan_ending(mentorship, in_days(1), by=mia)
    thread_clock.end_planned()
    mentorship.refresh_from_db()
    assert mentorship.is_current()

    Ending.objects.update(last_day=in_days(-1))
    thread_clock.end_planned()
    thread_clock.end_planned()

    mentorship.refresh_from_db()
    assert not mentorship.is_current()
    assert Notice.objects.filter(words__contains="has ended").count() == 2


def test_both_are_told_as_the_last_day_comes_near(mentorship, mia, ana):
    ending.plan_ending(mentorship, in_days(6), by=mia)

    thread_clock.end_planned()
    thread_clock.end_planned()

    for person in (mia, ana):
        told = Notice.objects.filter(person=person, words__contains="a week or less")
        assert told.count() == 1


def test_either_may_take_the_last_day_back(client_of, mentorship, path, mia, ana):
    ending.plan_ending(mentorship, in_days(3), by=mia)

    client_of(ana).post(f"{path}ending/drop/")

    assert Ending.objects.get().last_day is None
    assert Notice.objects.filter(person=mia, words__contains="goes on").exists()


def test_what_was_gained_is_said_in_the_mentees_words(client_of, path, mia, ana):
    fields = {"words": "I sleep, and I ask for help."}
    client_of(ana).post(f"{path}ending/gained/", fields)

    assert "What I take with me: I sleep" in client_of(mia).get(path).text
    assert "I sleep, and I ask" in client_of(mia).get(f"{path}ending/").text


def test_a_mentor_does_not_say_it_for_them(client_of, path, mia):
    answer = client_of(mia).post(f"{path}ending/gained/", {"words": "They do well."})

    assert answer.status_code == 422
    assert not Ending.objects.exists()


@pytest.mark.parametrize("words", ["", "  ", "x" * 1001])
def test_what_was_gained_needs_some_words(words, client_of, path, ana):
    answer = client_of(ana).post(f"{path}ending/gained/", {"words": words})

    assert answer.status_code == 422
    assert words.strip() in answer.text


def test_an_end_says_what_next_and_until_when_it_can_be_read(
    client_of, mentorship, path, ana, cora
):
    mentoring.end_mentorship(mentorship, by=cora)

    page = words_of(client_of(ana).get(f"{path}ending/"))

    until = timezone.localtime() + timedelta(days=365)
    assert f"You can both read your thread until {until.day} {until:%B %Y}." in page
    assert "Rooms, where others talk" in page
    assert "Help and groups near you" in page


@pytest.mark.parametrize("who", ["zed", "ben", "max_", "cora", "sol"])
def test_an_ending_is_for_the_two(who, client_of, path, request):
    client = client_of(request.getfixturevalue(who))

    assert client.get(f"{path}ending/").status_code == 404
    for verb in ("", "drop/", "gained/", "change/"):
        assert client.post(f"{path}ending/{verb}", {}).status_code == 404
