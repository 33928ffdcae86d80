"""Asking with somebody beside one, and how one likes to be answered: from the form to the pair."""

import pytest

from mentoring.models import Match, Mentorship, Request, Topic
from tests.mentoring.offering import words_of

pytestmark = pytest.mark.django_db
SHORT = "How they like to be answered: a few lines, often."
BESIDE = "Somebody beside them helped them to ask."


@pytest.fixture
def mentor(mentor_of, mia):
    mentor_of(mia)
    return mia


def ask(client, **fields):
    topic = Topic.objects.get(name="Sleep and tiredness")
    wishes = {"help": topic.pk, "languages": "en", "answer": "short"}
    return client.post("/mentors/ask/", wishes | fields)


@pytest.fixture
def page_of(client_of):
    return lambda person, path: words_of(client_of(person).get(path))


def say_yes(client, match):
    client.post(f"/mentors/offers/{match.pk}/", {"answer": "yes"})


def test_who_matches_and_who_answers_read_how_somebody_asked(
    client_of, page_of, mentor, ana, cora
):
    ask(client_of(ana), with_befriender="on", gender="woman", age_band="60+")
    wish = Request.objects.get()
    coordinators = page_of(cora, f"/mentors/waiting/{wish.pk}/")

    client_of(cora).post(f"/mentors/waiting/{wish.pk}/ask/", {"mentor": mentor.pk})
    match = Match.objects.get()
    offered = page_of(mentor, f"/mentors/offers/{match.pk}/")
    for person in (mentor, ana):
        say_yes(client_of(person), match)
    room = Mentorship.objects.get().room_id
    promises = page_of(mentor, f"/threads/{room}/promise/")

    for page in (coordinators, offered, promises):
        assert SHORT in page
        assert BESIDE in page
    assert "They can write in: English." in coordinators
    assert "They would like: a woman, 60 or over." in coordinators
    assert BESIDE not in page_of(ana, f"/threads/{room}/promise/")


def test_who_asked_alone_and_left_it_open_is_said_nothing_of(
    client_of, page_of, mentor, ana, cora
):
    ask(client_of(ana), answer="")

    page = page_of(cora, f"/mentors/waiting/{Request.objects.get().pk}/")

    assert "How they like" not in page
    assert "beside" not in page


def test_what_was_ticked_together_stands_there_again_and_can_change(
    client_of, page_of, programme, ana
):
    ask(client_of(ana), with_befriender="on")
    page = client_of(ana).get("/mentors/ask/").content.decode()
    (box,) = [one for one in page.split("<input") if 'name="with_befriender"' in one]
    assert "checked" in box.partition(">")[0]

    ask(client_of(ana), answer="live")

    wish = Request.objects.get()
    assert (wish.with_befriender, wish.answer) == (False, "live")


@pytest.mark.parametrize("answer", ["x", "9" * 40, "short\x00", "<b>"])
def test_a_way_to_answer_that_there_is_not_is_said_at_its_field(
    answer, client_of, programme, ana
):
    answered = ask(client_of(ana), answer=answer, with_befriender="on")

    assert answered.status_code == 422
    assert "How do you like to be answered?" in words_of(answered)
    assert "#id_answer" in answered.content.decode()
    assert not Request.objects.exists()
