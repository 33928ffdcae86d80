"""A word with a moderator: when one is really here, and a true answer when none is."""

import pytest

from moderation.actions import start_shift
from moderation.models import CheckIn, Flag
from people import actions as people
from realtime import roster

THANKS = "/messages/{}/report/hard/"


@pytest.fixture
def here(max_, monkeypatch):
    """max is on shift and has a page open."""
    start_shift([], by=max_)
    monkeypatch.setattr(roster, "persons_here", lambda: {max_.pk})
    return max_


def read_it(client, message):
    client.post(f"/messages/{message.pk}/report/", {"door": "hard"})
    return client.get(THANKS.format(message.pk)).text


def test_what_was_hard_offers_a_pause_and_a_word(client_of, ana, ben, room, say, here):
    page = read_it(client_of(ana), say(room, ben, "A hard thing"))

    assert 'href="/break/"' in page
    assert "Cover heavy topics today" in page
    assert "A moderator is here now." in page
    assert "Ask for a word in private" in page


def test_when_none_is_here_the_page_says_so(client_of, ana, ben, room, say):
    page = read_it(client_of(ana), say(room, ben, "A hard thing"))

    assert "No moderator is here just now" in page
    assert "Ask for a word" not in page
    assert "Samaritans" in page or "Help that is open now" in page


def test_a_word_is_a_private_talk_with_who_is_here(client_of, ana, here, say):
    answer = client_of(ana).post("/word/")

    talk = CheckIn.objects.get()
    assert answer.headers["Location"] == f"/check-ins/{talk.room_id}/"
    assert (talk.person, talk.by, talk.flag) == (ana, here, None)
    assert here.notices.get().link == f"/check-ins/{talk.room_id}/"
    assert (
        "You asked for a word" in client_of(ana).get(f"/check-ins/{talk.room_id}/").text
    )
    assert "ana" in client_of(here).get("/moderation/").text


def test_asked_twice_it_is_the_same_talk(client_of, ana, here):
    for _ in range(2):
        client_of(ana).post("/word/")

    assert CheckIn.objects.count() == 1
    assert here.notices.count() == 1


def test_asked_again_after_they_have_looked_they_are_told_again(client_of, ana, here):
    client_of(ana).post("/word/")
    people.mark_notices_seen(here, shown=[here.notices.get().pk])

    client_of(ana).post("/word/")

    assert here.notices.filter(seen_at=None).count() == 1


def test_if_they_left_meanwhile_that_is_said(client_of, ana, max_):
    start_shift([], by=max_)
    page = client_of(ana).post("/word/", follow=True).text

    assert "No moderator is here just now" in page
    assert not CheckIn.objects.exists()


def test_what_is_written_after_they_left_is_on_the_board(
    client_of, ana, here, say, monkeypatch
):
    client_of(ana).post("/word/")
    monkeypatch.setattr(roster, "persons_here", set)
    say(CheckIn.objects.get().room, ana, "Are you there?")

    assert Flag.objects.get().concern == "check_in_reply"


def test_a_word_about_what_one_cannot_read_is_absent(
    client_of, zed, ben, room, say, here
):
    message = say(room, ben, "A hard thing")

    assert client_of(zed).post("/word/", {"about": message.pk}).status_code == 404
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize("about", [str(2**63), "9" * 40, "x"])
def test_a_word_about_what_is_no_message_is_a_word_all_the_same(
    client_of, zed, here, about
):
    assert client_of(zed).post("/word/", {"about": about}).status_code == 302
    assert CheckIn.objects.get().person == zed


def test_it_accuses_nobody(client_of, ana, ben, room, say, here):
    message = say(room, ben, "A hard thing")
    read_it(client_of(ana), message)
    client_of(ana).post("/word/", {"about": message.pk})

    assert not Flag.objects.exists()
    assert not ben.notices.exists()
