"""Pairs that meet face to face are kept by a coordinator and noted by their mentor."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring.actions import meeting
from mentoring.models import FaceMeeting, FacePair

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def pair(mia, cora):
    started = TODAY() - timedelta(days=30)
    return meeting.begin_face_pair(mia, "C 14", started, by=cora)


def words_of(answer):
    return " ".join(answer.content.decode().split())


def note(client, pair, **fields):
    sent = {"met_on": TODAY().isoformat(), "minutes": "45"} | fields
    return client.post(f"/mentors/face-to-face/{pair.pk}/", sent)


def test_a_coordinator_keeps_a_pair_without_a_name(client_of, mia, cora):
    fields = {"mentor": mia.pk, "mentee_label": "C 14", "started_on": "2026-01-05"}
    client_of(cora).post("/mentors/face-to-face/", fields)
    assert "mia and C 14" in words_of(client_of(cora).get("/mentors/face-to-face/"))


def test_a_mentor_finds_their_pair_and_notes_a_meeting(client_of, pair, mia):
    client = client_of(mia)
    assert "You meet C 14 face to face" in words_of(client.get("/threads/"))

    note(client, pair, note="A walk")

    assert "A walk" in words_of(client.get(f"/mentors/face-to-face/{pair.pk}/"))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"met_on": "2099-01-01"}, "has not come yet"),
        ({"met_on": "2020-01-01"}, "You were not a pair on that day."),
        ({"met_on": "x"}, "Write the day like"),
        ({"minutes": "0"}, "Please choose 5 or more"),
        ({"minutes": "9" * 30}, "Please choose 600 or less"),
    ],
)
def test_a_meeting_that_makes_no_sense_is_said_so(fields, words, client_of, pair, mia):
    assert words in words_of(note(client_of(mia), pair, **fields))
    assert not FaceMeeting.objects.exists()


def test_a_pair_ends_and_still_counts(client_of, pair, cora):
    path = f"/mentors/face-to-face/{pair.pk}/end/"
    client_of(cora).post(path, {"ended_on": TODAY().isoformat()})
    assert FacePair.objects.get().ended_on == TODAY()


def test_a_pair_does_not_end_before_it_started(client_of, pair, cora):
    path = f"/mentors/face-to-face/{pair.pk}/end/"
    page = client_of(cora).post(path, {"ended_on": "2020-01-01"}, follow=True)
    assert "It cannot end before it started." in words_of(page)


@pytest.mark.parametrize("who", ["zed", "ana", "max_"])
def test_the_pair_is_nobody_elses(who, client_of, pair, request):
    client = client_of(request.getfixturevalue(who))
    assert note(client, pair).status_code == 404
    assert client.get("/mentors/face-to-face/").status_code == 404


def test_a_mentor_does_not_end_a_pair(client_of, pair, mia):
    path = f"/mentors/face-to-face/{pair.pk}/end/"
    assert client_of(mia).post(path).status_code == 404
