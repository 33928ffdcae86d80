"""Asking for a mentor, and hours, days away and who is kept apart."""

import pytest
from django.utils import timezone

from mentoring import waiting
from mentoring.actions import matching
from mentoring.models import (
    Apart,
    Away,
    Mentorship,
    Request,
    Topic,
)
from people.actions import Refused
from tests.mentoring.offering import words_of

pytestmark = pytest.mark.usefixtures("programme")


# --- Asking


def test_a_peer_asks_and_may_change_their_wishes(client_of, ana):
    topic = Topic.objects.get(name="Loneliness")
    client = client_of(ana)
    client.post("/mentors/ask/", {"languages": ["en", "cy"], "help": topic.pk})
    client.post("/mentors/ask/", {"languages": "cy"})

    found = Request.objects.get()
    assert (found.languages, found.topics.count()) == (["cy"], 0)
    assert "You asked on" in words_of(client.get("/mentors/ask/"))


def test_a_wish_that_is_not_on_the_list_is_refused(client_of, ana):
    answer = client_of(ana).post("/mentors/ask/", {"languages": "xx", "help": "9" * 30})

    assert answer.status_code == 422
    assert not Request.objects.exists()


def test_a_mentor_does_not_ask_for_a_mentor(client_of, mia):
    answer = client_of(mia).post("/mentors/ask/", {"languages": "en"})
    assert "Only a peer can ask for a mentor." in words_of(answer)


def test_a_request_is_taken_back_and_who_was_asked_need_not_answer(
    client_of, mentor_of, asks, ana, mia, cora
):
    mentor_of(mia)
    match = matching.offer_match(asks, [mia], by=cora)

    client_of(ana).post("/mentors/ask/withdraw/")

    page = client_of(mia).post(
        f"/mentors/offers/{match.pk}/", {"answer": "yes"}, follow=True
    )
    assert "This has changed meanwhile" in words_of(page)
    assert not Mentorship.objects.exists()


# --- Hours, days away, kept apart


def test_hours_are_kept_and_shown_again(client_of, ana):
    client = client_of(ana)
    fields = {"Thursday_starts": "19:00", "Thursday_ends": "21.30"}
    client.post("/mentors/hours/", fields)

    page = client.get("/mentors/hours/").content.decode()
    assert 'value="19:00"' in page
    assert 'value="21:30"' in page


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ("19:00", "", "Say both times for Thursday."),
        ("19:00", "19:00", "are the same"),
        ("25:00", "26:00", "Write it like 19:30."),
    ],
)
def test_hours_that_make_no_sense_are_said_so(starts, ends, words, client_of, ana):
    fields = {"Thursday_starts": starts, "Thursday_ends": ends}
    assert words in words_of(client_of(ana).post("/mentors/hours/", fields))


def test_a_mentor_who_is_away_is_not_matched(client_of, mentor_of, mia):
    mentor_of(mia)
    today = timezone.localdate().isoformat()
    client_of(mia).post("/mentors/hours/away/", {"first_day": today, "last_day": today})

    assert not waiting.mentors()[0].is_ready
    client_of(mia).post(f"/mentors/hours/away/{Away.objects.get().pk}/end/")
    assert waiting.mentors()[0].is_ready


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2099-05-02", "2099-05-01", "comes before the first"),
        ("2020-05-01", "2020-05-02", "That day is over."),
        ("soon", "later", "Write the day like"),
    ],
)
def test_days_away_that_make_no_sense_are_said_so(first, last, words, client_of, mia):
    fields = {"first_day": first, "last_day": last}
    assert words in words_of(client_of(mia).post("/mentors/hours/away/", fields))


def test_only_a_mentor_stands_in(client_of, mia, zed):
    fields = {"first_day": "2099-05-01", "last_day": "2099-05-02", "stand_in": "zed"}
    page = words_of(client_of(mia).post("/mentors/hours/away/", fields))
    assert "No mentor here has that alias." in page


def test_a_town_keeps_two_apart_and_is_never_shown(
    client_of, mentor_of, asks, ana, mia, cora
):
    mentor_of(mia)
    client_of(mia).post("/mentors/apart/", {"own_town": " leeds.\nHull"})
    client_of(ana).post("/mentors/apart/", {"town": "Leeds"})

    with pytest.raises(Refused, match="These two cannot be paired"):
        matching.offer_match(asks, [mia], by=cora)
    page = words_of(client_of(ana).get("/mentors/apart/"))
    assert "There is something on your list." in page
    assert "Leeds" not in page
    assert "leeds" not in " ".join(Apart.objects.values_list("mark", flat=True))


def test_an_alias_keeps_two_apart_even_when_paired_by_hand(client_of, mia, ana, cora):
    client_of(ana).post("/mentors/apart/", {"name": "MIA"})

    page = client_of(cora).post("/threads/pair/", {"mentor": mia.pk, "mentee": "ana"})

    assert "These two cannot be paired." in words_of(page)


def test_a_list_is_cleared(client_of, ana):
    client = client_of(ana)
    client.post("/mentors/apart/", {"town": "Leeds"})
    client.post("/mentors/apart/clear/")
    assert not Apart.objects.exists()


def test_too_long_a_list_is_refused_whole(client_of, ana):
    lines = "\n".join(f"town {n}" for n in range(41))
    page = client_of(ana).post("/mentors/apart/", {"town": lines})

    assert "Keep at most 40 things." in words_of(page)
    assert not Apart.objects.exists()
