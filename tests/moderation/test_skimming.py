"""What is read without places, beside what is read with them."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.screening import default_screener
from moderation.screening.sentence import breaks_in

LINES = Path(__file__).parent / "data" / "lines.csv"
PIECES = (
    "sui cide my self k i l a u dont today. kil ha rm ing ?? ... \n @ana s*icide x.y"
)


def skimmed(text):
    message = default_screener().read(text)
    return message.words, message.breaks


def read(text):
    message = default_screener().read(text)
    return message.sentence.words, breaks_in(message.sentence, message.folded.text)


def test_labelled_lines_are_skimmed_as_they_are_read():
    with LINES.open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]

    assert [skimmed(text) for text in texts] == [read(text) for text in texts]


@given(st.lists(st.sampled_from(PIECES.split(" ")), max_size=12).map(" ".join))
@settings(deadline=None, max_examples=300)
def test_words_in_pieces_are_skimmed_as_they_are_read(text):
    assert skimmed(text) == read(text)


@given(st.text("aikl.?! -'\n\u2019,k1", max_size=30))
@settings(deadline=None, max_examples=300)
def test_any_letters_and_signs_are_skimmed_as_they_are_read(text):
    assert skimmed(text) == read(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("k i l l", ["kill"]),
        ("k. i. l. l.", ["kill"]),
        ("my self", ["myself"]),
        ("ha rm ing", ["harming"]),
    ],
)
def test_words_in_pieces_are_put_together(text, words):
    assert skimmed(text)[0] == words
