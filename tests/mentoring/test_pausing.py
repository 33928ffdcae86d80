"""A mentor pauses without saying for how long, and everybody hears what is true."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from mentoring import away_clock, clockwork
from mentoring.actions import asking, going_away, promising
from mentoring.models import Away, Mentorship
from people.models import Notice
from tests.mentoring.test_taking_on import in_order, wait_long

pytestmark = pytest.mark.django_db
PAUSE, HOURS = "/mentors/hours/pause/", "/mentors/hours/"


def words_of(answer):
    return " ".join(answer.content.decode().split())


def told(person, words):
    return Notice.objects.filter(person=person, words__contains=words).count()


def paused_for(**ago):
    first_day = timezone.localdate() - timedelta(**ago)
    Away.objects.update(first_day=first_day)
    return first_day


@pytest.fixture
def paused(mentorship, mia):
    return going_away.pause(by=mia)


def test_a_mentor_pauses_and_is_back_with_one_tap_each(client_of, mentorship, mia):
    client = client_of(mia)
    page = words_of(client.post(PAUSE, follow=True))
    assert "You have paused since" in page
    assert "You have paused since" in words_of(client.get("/threads/"))

    pause = Away.objects.get()
    page = words_of(client.post(f"/mentors/hours/away/{pause.pk}/end/", follow=True))

    assert "Welcome back." in page
    assert "Pause until I say so" in page
    assert "You have paused" not in words_of(client.get("/threads/"))


def test_two_taps_are_one_pause(client_of, mia):
    client_of(mia).post(PAUSE)
    client_of(mia).post(PAUSE)

    assert Away.objects.count() == 1


def test_a_pause_lasts_until_its_mentor_says_so(client_of, paused, mia):
    paused_for(days=400)

    assert "You have paused since" in words_of(client_of(mia).get(HOURS))


@pytest.mark.parametrize("who", ["ana", "zed", "cora"])
def test_only_a_mentor_pauses(who, client_of, request):
    client = client_of(request.getfixturevalue(who))

    page = words_of(client.post(PAUSE))

    assert "Only a mentor can pause." in page
    assert not Away.objects.exists()
    assert "Pause until I say so" not in words_of(client.get(HOURS))


@pytest.mark.parametrize(
    ("alias", "words"),
    [
        ("mia", "Choose another mentor."),
        ("zed", "No mentor here has that alias."),
        ("x" * 200, "100 characters at most"),
    ],
)
def test_a_stand_in_who_cannot_be_is_said_at_the_field(
    alias, words, client_of, mia, zed
):
    answer = client_of(mia).post(PAUSE, {"pause-stand_in": alias})

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert not Away.objects.exists()


def test_nobody_ends_the_pause_of_another(client_of, paused, zed):
    path = f"/mentors/hours/away/{paused.pk}/end/"

    assert client_of(zed).post(path).status_code == 404
    assert Away.objects.exists()


def test_those_supported_are_told_once_and_hear_when_it_is_over(paused, mia, ana, ben):
    away_clock.keep_aways()
    away_clock.keep_aways()
    going_away.come_back(paused, by=mia)
    going_away.come_back(paused, by=mia)

    assert told(ana, "mia is taking a pause. It is nothing you did.") == 1
    assert told(ana, "mia is back from a pause.") == 1
    assert not told(ben, "mia")


def test_a_thread_says_that_no_day_is_set(client_of, mentorship, paused, ana):
    page = words_of(client_of(ana).get(f"/threads/{mentorship.room_id}/"))

    assert "mia is taking a pause. No day is set for its end." in page
    assert "help that is open now" in page


def test_a_stand_in_writes_meanwhile_if_the_mentee_agrees(
    client_of, mentorship, mia, ana, ben
):
    ben.role = "mentor"
    ben.save()
    client_of(mia).post(PAUSE, {"pause-stand_in": "ben"})
    path = f"/threads/{mentorship.room_id}/away/{Away.objects.get().pk}/"
    away_clock.keep_aways()
    assert told(ben, "mia is taking a pause and hopes you stand in.") == 1

    client_of(ana).post(path, {"answer": "yes"})
    away_clock.keep_aways()

    assert Mentorship.objects.filter(mentor=ben, mentee=ana).exists()


def test_nobody_new_is_suggested_to_a_mentor_who_pauses(client_of, mia, ana, cora):
    in_order(mia, cora)
    request = asking.ask_for_mentor(by=ana, topics=[], languages=["en"])
    path = f"/mentors/waiting/{request.pk}/"
    assert "Nobody fits at the moment." not in words_of(client_of(cora).get(path))

    pause = going_away.pause(by=mia)
    assert "Nobody fits at the moment." in words_of(client_of(cora).get(path))
    page = words_of(
        client_of(cora).post(f"{path}ask/", {"mentor": mia.pk}, follow=True)
    )
    assert "mia has paused since" in page

    going_away.come_back(pause, by=mia)
    assert "Nobody fits at the moment." not in words_of(client_of(cora).get(path))


def test_a_coordinator_sees_since_when_and_is_reminded_each_six_weeks(
    client_of, paused, mia, cora
):
    in_order(mia, cora)
    for days in (-1, 0, 1, 41, 42, 83, 84):
        since = paused_for(days=days)
        away_clock.remind_of_pauses()
        away_clock.remind_of_pauses()

    assert told(cora, "mia has paused. Nobody new is suggested to them.") == 1
    assert told(cora, "mia is still pausing. You could ask how they are.") == 2
    assert told(mia, "You have paused since") == 2
    page = words_of(client_of(cora).get("/mentors/"))
    assert f"mia has paused since {since:%-d %B}." in page


def test_times_offered_to_a_pair_leave_a_pause_out(client_of, mentorship, mia, ana):
    day = {f"{name}_starts": "18:00" for name in ("Monday", "Friday")}
    until = {f"{name}_ends": "21:00" for name in ("Monday", "Friday")}
    path = f"/threads/{mentorship.room_id}/sessions/"
    assert "and we can offer times here." in words_of(client_of(ana).get(path))
    client_of(mia).post(HOURS, day | until)
    assert "These suit both of your hours" in words_of(client_of(ana).get(path))

    going_away.pause(by=mia)

    page = words_of(client_of(ana).get(path))
    assert "These suit both of your hours" not in page
    assert "mia is taking a pause, so no times are offered here." in page
    page = words_of(client_of(mia).get(path))
    assert "You are taking a pause, so no times are offered here." in page


def test_hours_that_never_meet_are_said_to(client_of, mentorship, mia, ana):
    client_of(mia).post(HOURS, {"Monday_starts": "18:00", "Monday_ends": "21:00"})
    client_of(ana).post(HOURS, {"Friday_starts": "18:00", "Friday_ends": "21:00"})

    page = words_of(client_of(ana).get(f"/threads/{mentorship.room_id}/sessions/"))

    assert "No time that suits you both is free in the next three weeks." in page


def test_a_promise_in_a_pause_reminds_nobody_who_rests(mentorship, mia, ana, cora, say):
    promising.make_promise(mentorship, by=mia, weekday=3, until=time(19))
    wait_long(say, mentorship)
    going_away.pause(by=mia)

    clockwork.keep_promises()

    assert not told(mia, "waits for your answer")
    assert told(cora, "mia is away, and ana waits for an answer.") == 1
    assert not told(cora, "as promised")
