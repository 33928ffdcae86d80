"""While a mentor is away, another may write: if they are told, and the mentee agrees."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import apart, away_clock
from mentoring.actions import asking, going_away, pairing
from mentoring.models import Away, MeanwhileAgreed, Mentorship, Requirement
from people.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def away(mentorship, mia, ben):
    ben.role = "mentor"
    ben.save()
    today = timezone.localdate()
    return going_away.go_away(today, today + timedelta(days=5), by=mia, stand_in=ben)


@pytest.fixture
def path(mentorship, away):
    return f"/threads/{mentorship.room_id}/away/{away.pk}/"


def page_of(client, mentorship):
    answer = client.get(f"/threads/{mentorship.room_id}/")
    return " ".join(answer.content.decode().split())


def stands_in(ben, ana):
    return Mentorship.objects.filter(mentor=ben, mentee=ana)


def told(person):
    return Notice.objects.filter(person=person, words__contains="mia is away").count()


def test_both_hear_once_that_a_mentor_is_away(away, mia, ana, ben):
    away_clock.keep_aways()
    away_clock.keep_aways()

    assert (told(ana), told(ben), told(mia)) == (1, 1, 0)


def test_nobody_stands_in_until_the_mentee_agrees(
    client_of, mentorship, away, path, ana, ben
):
    away_clock.keep_aways()
    assert not stands_in(ben, ana).exists()
    assert "ben could write to you in these days" in page_of(client_of(ana), mentorship)

    client_of(ana).post(path, {"answer": "yes"})
    assert "You said that ben may write" in page_of(client_of(ana), mentorship)
    away_clock.keep_aways()
    away_clock.keep_aways()

    assert stands_in(ben, ana).count() == 1
    assert client_of(ben).get(f"/threads/{mentorship.room_id}/").status_code == 404
    assert "have a thread of your own" in page_of(client_of(ana), mentorship)


def test_a_mentee_may_take_a_yes_back(client_of, path, ana, ben):
    client_of(ana).post(path, {"answer": "yes"})
    client_of(ana).post(path, {"answer": "no"})

    away_clock.keep_aways()

    assert not stands_in(ben, ana).exists()


def test_nobody_writes_before_the_first_day_away(client_of, away, path, ana, ben):
    client_of(ana).post(path, {"answer": "yes"})
    Away.objects.update(first_day=timezone.localdate() + timedelta(days=2))

    away_clock.keep_aways()

    assert not stands_in(ben, ana).exists()


def test_a_thread_that_a_coordinator_ended_is_not_opened_again(
    client_of, path, ana, ben, cora
):
    client_of(ana).post(path, {"answer": "yes"})
    away_clock.keep_aways()
    pairing.end_mentorship(stands_in(ben, ana).get(), by=cora)

    away_clock.keep_aways()

    assert stands_in(ben, ana).count() == 1


@pytest.mark.parametrize("why", ["apart", "no mentor", "no checks"])
def test_who_may_not_stand_in_is_not_promised(
    why, client_of, mentorship, path, ana, ben
):
    if why == "apart":
        asking.keep_apart(set(), {mark_of("ben")}, by=ana)
    elif why == "no checks":
        Requirement.objects.create(name="Background check")
    else:
        ben.role = "peer"
        ben.save()
    client_of(ana).post(path, {"answer": "yes"})

    assert not MeanwhileAgreed.objects.exists()
    page = page_of(client_of(ana), mentorship)
    assert "mia is away from" in page
    assert "could stand in" not in page


def mark_of(alias):
    return next(iter(apart.marks(alias, "name")))


def test_coordinators_hear_if_nobody_can_stand_in_after_all(
    client_of, path, ana, ben, cora
):
    client_of(ana).post(path, {"answer": "yes"})
    ben.role = "peer"
    ben.save()

    away_clock.keep_aways()
    away_clock.keep_aways()

    words = "Nobody stands in for ana while mia is away."
    assert Notice.objects.filter(person=cora, words__contains=words).count() == 1


@pytest.mark.parametrize("who", ["zed", "ben", "max_", "cora"])
def test_only_the_two_come_to_this_door(who, client_of, path, request):
    client = client_of(request.getfixturevalue(who))
    assert client.post(path, {"answer": "yes"}).status_code == 404


def test_a_mentor_does_not_agree_for_their_mentee(client_of, path, mia):
    client_of(mia).post(path, {"answer": "yes"})
    assert not MeanwhileAgreed.objects.exists()


@pytest.mark.parametrize("away_id", [0, 2**63, 10**30])
def test_days_away_that_are_not_there_are_not_found(
    away_id, client_of, mentorship, ana
):
    path = f"/threads/{mentorship.room_id}/away/{away_id}/"
    assert client_of(ana).post(path, {"answer": "yes"}).status_code == 404


def test_nobody_stands_in_for_themselves(client_of, mia):
    fields = {"first_day": "2099-05-01", "last_day": "2099-05-02", "stand_in": "mia"}
    answer = client_of(mia).post("/mentors/hours/away/", fields)

    assert "Choose another mentor." in answer.content.decode()
    assert not Away.objects.exists()
