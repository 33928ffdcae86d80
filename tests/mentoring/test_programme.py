"""The charity's own lists, and the doors of the programme."""

import re

import pytest
from django.utils import timezone

from mentoring import waiting
from mentoring.actions import going_away, matching
from mentoring.models import (
    Requirement,
    Topic,
)
from tests.mentoring.offering import words_of

pytestmark = pytest.mark.usefixtures("programme")


# --- The charity's own lists


def test_a_topic_is_added_and_taken_off(client_of, ana, cora):
    client = client_of(cora)
    client.post("/mentors/topics/", {"name": "Gardening", "kind": "help"})
    topic = Topic.objects.get(name="Gardening")
    assert "Gardening" in words_of(client_of(ana).get("/mentors/ask/"))

    client.post(f"/mentors/topics/{topic.pk}/turn/", {"offer": "no"})
    assert "Gardening" not in words_of(client_of(ana).get("/mentors/ask/"))


@pytest.mark.parametrize("path", ["topics", "requirements"])
def test_the_same_line_twice_is_refused(path, client_of, cora):
    client = client_of(cora)
    for _ in range(2):
        answer = client.post(f"/mentors/{path}/", {"name": "Gardening", "kind": "help"})
    assert "That is on the list already." in words_of(answer)


def test_what_is_asked_no_longer_stops_nobody(client_of, mentor_of, mia, cora):
    found = mentor_of(mia)
    one = Requirement.objects.get(name="Supervision")
    found.checks.filter(requirement=one).delete()
    assert not waiting.mentors()[0].is_ready

    client_of(cora).post(f"/mentors/requirements/{one.pk}/turn/", {"ask": "no"})

    assert waiting.mentors()[0].is_ready


@pytest.mark.parametrize("path", ["topics", "requirements"])
def test_a_line_turned_by_two_taps_is_turned_once(path, client_of, cora):
    client = client_of(cora)
    page = client.get(f"/mentors/{path}/").text
    form = rf'(/mentors/{path}/\d+/turn/)".*?name="(\w+)" value="(\w+)">Take off<'
    address, name, wanted = re.search(form, page, re.DOTALL).groups()

    for _ in range(2):
        client.post(address, {name: wanted})

    turned = client.get(f"/mentors/{path}/").text
    again = ">Offer again<" if path == "topics" else ">Ask again<"
    assert (page.count(again), turned.count(again)) == (0, 1)


# --- Doors


@pytest.mark.parametrize("who", ["zed", "ana", "mia", "max_"])
@pytest.mark.parametrize("path", ["", "everyone/", "topics/", "requirements/"])
def test_the_programme_is_for_coordinators(path, who, client_of, request):
    client = client_of(request.getfixturevalue(who))
    assert client.get(f"/mentors/{path}").status_code == 404


def test_zed_finds_no_request_volunteer_or_offer(
    client_of, mentor_of, asks, mia, cora, zed
):
    found = mentor_of(mia)
    match = matching.offer_match(asks, [mia], by=cora)
    client = client_of(zed)
    for path in (
        f"waiting/{asks.pk}/",
        f"volunteers/{found.pk}/",
        f"offers/{match.pk}/",
    ):
        assert client.get(f"/mentors/{path}").status_code == 404
        assert client.post(f"/mentors/{path}").status_code in {404, 405}


def test_a_mentee_does_not_see_a_mentor_who_has_not_said_yes(
    client_of, mentor_of, asks, ana, mia, cora
):
    mentor_of(mia)
    match = matching.offer_match(asks, [mia], by=cora)
    assert client_of(ana).get(f"/mentors/offers/{match.pk}/").status_code == 404


def test_nobody_ends_the_days_away_of_another(client_of, mia, zed):
    day = timezone.localdate()
    away = going_away.go_away(day, day, by=mia)
    assert client_of(zed).post(f"/mentors/hours/away/{away.pk}/end/").status_code == 404
