"""A copy of what is one's own: whole, one's own alone, and not for whoever holds the phone."""

import pytest
from django.utils import timezone

from care.actions import keep_feeling
from evaluation.actions import ensure_measures, give_answer, give_consent
from evaluation.models import Measure
from mentoring.actions.keeping import add_phrase, keep_draft
from moderation.actions.envelopes import seal_envelope
from people import actions as people
from rooms.actions import hide_word, take_back
from tests.conftest import PASSPHRASE

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy_of(client_of):
    def take(person, passphrase=PASSPHRASE):
        return client_of(person).post("/my-copy/", {"old_passphrase": passphrase})

    return take


def test_what_was_written_and_told_is_in_it(copy_of, room, thread, ana, ben, mia, say):
    say(room, ana, "The kettle is on")
    say(thread, ana, "My sister is ill")
    people.notify(ana, kind="session", words="Your session starts.")

    answer = copy_of(ana)

    name = f"my-copy-{timezone.localdate():%Y-%m-%d}.html"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    for words in (
        "Your alias: ana",
        "What you wrote in The kitchen table",
        "The kettle is on",
        "What you wrote in a thread",
        "My sister is ill",
        "Your session starts.",
    ):
        assert words in answer.text


def test_what_others_wrote_is_not(copy_of, room, thread, ana, ben, mia, say):
    say(room, ben, "A word of ben")
    say(thread, mia, "A word of mia")
    said = say(room, ana, "Taken back since")
    take_back(said, by=ana)

    text = copy_of(ana).text

    for words in ("A word of ben", "A word of mia", "Taken back since"):
        assert words not in text


def test_what_only_they_can_read_is_in_it(copy_of, thread, ana):
    keep_feeling(timezone.localdate(), by=ana, sky="rain", words="Low and tired")
    seal_envelope({"name": "Ana Bell"}, by=ana)
    keep_draft(thread.mentorship, "I wanted to say", by=ana)
    add_phrase("Thank you for that", by=ana)
    hide_word("spiders", by=ana)

    text = copy_of(ana).text

    for words in (
        "Rainy. Low and tired",
        "Who I am: Ana Bell",
        "I wanted to say",
        "Thank you for that",
        "spiders",
    ):
        assert words in text


def test_answers_are_in_the_words_that_were_chosen(copy_of, ana):
    ensure_measures()
    give_consent(by=ana)
    measure = next(m for m in Measure.objects.all() if m.reader_id is None)
    item = measure.parsed.items[0]
    value, chosen = item.options[0]
    give_answer(measure, "before", item.key, value, by=ana)

    assert f"{item.words} {chosen}" in copy_of(ana).text


def test_what_was_decided_is_as_it_was_told(copy_of, mine, max_, decide):
    decide(max_, mine, "cover", reason="He names tablets, and I know him.")

    text = copy_of(mine.message.author).text

    assert "We covered what you wrote. It named a method." in text
    assert "I know him" not in text
    assert "max" not in text


def test_it_asks_for_the_passphrase(copy_of, room, ana, say):
    say(room, ana, "The kettle is on")

    answer = copy_of(ana, "not the passphrase")

    assert "That is not your passphrase." in answer.text
    assert "The kettle is on" not in answer.text


def test_zed_gets_only_what_is_zeds(copy_of, room, ana, zed, say):
    say(room, ana, "The kettle is on")

    text = copy_of(zed).text

    assert "Your alias: zed" in text
    assert "kettle" not in text


def test_nothing_in_it_is_fetched_from_anywhere(copy_of, room, ana, say):
    say(room, ana, "<script src=https://example.com></script>")

    text = copy_of(ana).text

    assert not any(mark in text for mark in ("<script", "<link", "<img", "<style"))
