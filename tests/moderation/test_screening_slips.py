"""Words that are written by ear, in pieces, in code or by a slip of the keys."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.screening import default_screener, manners
from moderation.screening.slips import Slips, sound


def severity(text):
    return default_screener().screen(text).severity


def words(text):
    return default_screener().words(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sooaside", "suicide"),
        ("soowisidal", "suicidal"),
        ("ovadosed", "overdosed"),
        ("annoreksia", "anorexia"),
        ("stranggled", "strangled"),
        ("wrsits", "wrists"),
        ("laxitivves", "laxatives"),
    ],
)
def test_a_word_written_by_ear_or_by_a_slip_is_read(written, meant):
    assert words(written) == [meant]


@pytest.mark.parametrize(
    "word", ["seaside", "cats", "overture", "kipper", "hurtle", "starlet", "strangles"]
)
def test_a_word_that_people_mean_is_not_taken_for_another(word):
    assert words(word) == [word]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ha rm ing", ["harming"]),
        ("su ici dal", ["suicidal"]),
        ("over/dosed", ["overdosed"]),
        ("mur der", ["murder"]),
    ],
)
def test_a_word_in_pieces_is_put_together(written, meant):
    assert words(written) == meant


def test_digits_stand_for_letters_in_small_words_too():
    assert words("th1ng h1m w1ll") == ["thing", "him", "will"]
    assert words("1st 2nd mp3") == ["1st", "2nd", "mp3"]


@pytest.mark.parametrize(
    "text",
    [
        "i want to self delete",
        "was SAd by my teacher",
        "b/p every day this week",
        "i keep sh-ing",
        "tuk to meny pilz",
    ],
)
def test_code_words_are_read_and_never_calmed(text):
    assert severity(text) in ("amber", "red")


@pytest.mark.parametrize(
    "text",
    [
        "ring me on 07700 900123",
        "0 7 7 0 0 - 9 0 0 - 1 2 3",
        "oh seven seven double oh nine double oh one two three",
        "lou dot green at example dot com",
        "write to lou@example.org",
    ],
)
def test_a_way_to_be_reached_is_looked_at_however_it_is_spelt(text):
    assert severity(text) == "yellow"


@pytest.mark.parametrize("text", ["1234567", "at seven then", "@lou hello", "+44 20"])
def test_what_only_looks_like_a_way_to_be_reached_is_none(text):
    assert manners.reach(text) is None


def test_without_a_list_of_ordinary_words_none_is_taken_for_a_slip():
    assert Slips((), ()).read("sooaside") is None


@given(st.text(alphabet="abcdehiklorstuwxyz", max_size=30))
@settings(deadline=None, max_examples=200)
def test_any_word_has_a_sound(word):
    assert len(sound(word)) <= 2 * len(word)
