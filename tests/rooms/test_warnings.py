"""What may be hard to read stays covered until somebody asks for it."""

import uuid

import pytest

from moderation import words as moderation
from rooms import actions
from rooms.models import Message

HEAVY = "I keep making myself sick after every meal"
RED = "I am going to kill myself tonight. The tablets are in front of me."


def post(client, room, **fields):
    wish = {"body": "I ate it", "cid": uuid.uuid4()} | fields
    return client.post(f"/rooms/{room.pk}/messages/", wish)


@pytest.mark.parametrize(
    ("fields", "warning"),
    [
        ({"warning": "Food"}, "Food"),
        ({"warning": "", "warning_words": "Needles"}, "Needles"),
        ({"warning": "Food", "warning_words": " Needles "}, "Needles"),
        ({"warning": "", "warning_words": " "}, ""),
    ],
)
def test_an_author_says_what_may_be_hard_to_read(client_of, ana, room, fields, warning):
    post(client_of(ana), room, **fields)
    assert Message.objects.get().warning == warning


def test_a_message_with_a_warning_is_folded_for_everyone(client_of, ana, ben, room):
    post(client_of(ana), room, warning="Food")
    for person in (ana, ben):
        html = client_of(person).get(f"/rooms/{room.pk}/").content.decode()
        folded = '<details class="message__warning"><summary>'
        assert f"{folded}May be hard to read: Food</summary>" in html


def test_a_warning_goes_with_the_words_it_stood_for(client_of, ana, room):
    post(client_of(ana), room, warning="Food")
    actions.cover_message(Message.objects.get())
    html = client_of(ana).get(f"/rooms/{room.pk}/").content.decode()
    assert "A moderator has covered this message." in html
    assert "May be hard to read: Food" not in html


def test_a_warning_that_is_too_long_comes_back(client_of, ana, room):
    answer = post(client_of(ana), room, warning_words="a" * 61)
    assert answer.status_code == 422
    assert "at most 60 characters" in answer.content.decode()
    assert f'value="{"a" * 61}"' in answer.content.decode()
    assert not Message.objects.exists()


# --- Afterwards


def warn(client, message, **fields):
    path = f"/rooms/{message.room_id}/messages/{message.pk}/warning/"
    client.post(path, fields)
    message.refresh_from_db()
    return message.warning


def test_an_author_of_something_heavy_is_asked_privately_about_a_warning(
    client_of, ana, ben, room, say
):
    message = say(room, ana, HEAVY)
    offer = ana.notices.get(kind="warning")
    assert offer.link == f"/rooms/{room.pk}/messages/{message.pk}/warning/"
    assert "binge" not in offer.words + offer.link
    assert not ben.notices.exists()
    assert warn(client_of(ana), message) == "Something heavy"
    offer.refresh_from_db()
    assert offer.seen_at is not None


@pytest.mark.parametrize("words", [RED, "The kettle is on, who wants tea"])
def test_a_warning_is_not_asked_of_who_is_in_danger_or_says_nothing_heavy(
    ana, room, say, words
):
    say(room, ana, words)
    assert not ana.notices.filter(kind="warning").exists()


def test_nobody_is_asked_about_a_warning_between_two(ana, thread, say):
    say(thread, ana, HEAVY)
    assert not ana.notices.filter(kind="warning").exists()


def test_a_warning_that_is_there_stays(client_of, ana, room, say):
    message = say(room, ana, "I ate it")
    assert warn(client_of(ana), message, warning="Food") == "Food"
    assert warn(client_of(ana), message, warning="Death") == "Food"


def test_a_later_warning_is_one_of_ours(client_of, ana, room, say):
    message = say(room, ana, "I ate it")
    assert warn(client_of(ana), message, warning=RED) == "Something heavy"


def test_nobody_warns_of_what_another_wrote(client_of, ana, ben, zed, room, say):
    message = say(room, ana, "I ate it")
    for person in (ben, zed):
        assert warn(client_of(person), message, warning="Food") == ""
        assert actions.set_warning(message, "Food", by=person).code == "not_found"


def test_a_warning_reaches_followers_as_a_change(ana, room, say):
    message = say(room, ana, "I ate it")
    actions.set_warning(message, "Food", by=ana)
    assert message.position == 2


def test_what_we_add_is_not_taken_for_the_authors_words(ana, room, say):
    for warning in [*moderation.WARNINGS.values(), moderation.warning("else")]:
        message = say(room, ana, "I ate it")
        actions.add_warning(message, warning)
        assert message.said == "I ate it"
