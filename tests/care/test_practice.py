"""Practice, alone: it shows what would happen, and keeps and sends nothing."""

import pytest

from moderation.models import Flag, Verdict
from rooms.models import Message
from tests.moderation.conftest import LOW

PATH = "/first-visit/practice/"


def act(client, did, body=""):
    return client.post(PATH, {"did": did, "body": body}).text


@pytest.mark.parametrize(
    ("did", "told"),
    [
        ("hear", "sees that you heard them"),
        ("report", "Nobody is told who reported"),
        ("hide", "Only you know"),
        ("take_back", "gone for everybody"),
    ],
)
def test_each_button_says_what_it_would_do(client_of, ana, did, told):
    assert told in act(client_of(ana), did)


def test_words_are_shown_and_not_kept(client_of, ana):
    page = act(client_of(ana), "write", "Testing, testing")

    assert "Testing, testing</p>" in page
    assert not Message.objects.exists()
    assert "Testing, testing" not in client_of(ana).get(PATH).text


def test_words_that_are_too_long_come_back_whole(client_of, ana):
    page = act(client_of(ana), "write", "a" * 4003 + " the end")

    assert "That is 11 characters too many." in page
    assert "a the end</textarea>" in page


def test_danger_brings_help_and_no_trace(client_of, ana):
    page = act(client_of(ana), "write", LOW)

    assert "You can reach a person now." in page
    assert not Flag.objects.exists()
    assert not Verdict.objects.exists()


@pytest.mark.parametrize("did", ["", "nothing", "\0", "9" * 40])
def test_what_means_nothing_says_so(client_of, ana, did):
    assert "Write something first" in act(client_of(ana), did, "x" * 9000)


def test_an_empty_message_says_so(client_of, ana):
    assert "Write something first" in act(client_of(ana), "write", " ")
