"""Messages of people who spell by ear: nearly every word is in no list."""

import pytest

from moderation.screening import RULES, default_screener
from moderation.screening.rules import read_rules
from moderation.screening.sounds import distance, heard


def words(text: str) -> str:
    return " ".join(default_screener().words(text))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("my dauter wont speek to me", "daughter"),
        ("cant stop crieing in the bafroom", "bathroom"),
        ("i feel so lonley wivout you", "without"),
        ("he thretened me wiv the nife agen", "threatened"),
        ("she dosnt beleev me", "believe"),
        ("i hav a bad stumick", "stomach"),
        ("wen i was at skool", "school"),
    ],
)
def test_a_word_spelt_by_ear_is_read_as_it_was_meant(written: str, meant: str) -> None:
    assert meant in words(written).split()


@pytest.mark.parametrize(
    "text",
    [
        "i dont no if i can carrie on enymore i wont to dy",
        "he hitts me evry nite an i am so friytened of him",
        "i cutt my arm agane an carnt stopp the bleding",
    ],
)
def test_distress_that_is_spelt_by_ear_brings_a_flag(text: str) -> None:
    assert default_screener().screen(text).severity in ("yellow", "amber", "red")


def test_a_finding_marks_the_words_as_they_were_typed() -> None:
    text = "last nite he thretened to strangel me wiv a skarf"
    finding, *_ = default_screener().screen(text).findings
    assert text[finding.start : finding.end] == "he thretened to strangel me"


def test_a_name_among_words_that_are_known_stays_a_name() -> None:
    text = "we had a lovely day at the seaside with my old friend qwillan and her dogs"
    assert "qwillan" in words(text).split()


def test_another_language_is_not_read_as_if_it_were_english() -> None:
    text = "dzisiaj bardzo zle sie czuje nikt nie rozumie"
    assert words(text) == text


def test_what_stands_in_a_list_is_never_taken_for_another() -> None:
    book = read_rules(RULES)
    odd = [word for word in book.common if words(word) != word]
    # Spellings stand for others: "im" is "i am".
    assert not [word for word in odd if word not in book.spellings]


def test_of_a_text_that_is_full_of_odd_words_the_first_are_read_by_ear() -> None:
    odd = "dauter stumick bafroom beleev crieing wensday kichin bruver docter".split()
    odd += "teecher sumfing munny fotograff hedake yestaday woched morgidge".split()
    odd += "perskription gardin".split()
    forwards, backwards = words(" and ".join(odd)), words(" and ".join(odd[::-1]))
    assert "daughter" in forwards.split()
    assert "dauter" in backwards.split(), "no text may take long"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("idontwanttobehereanymore", "i do not want to be here anymore"),
        ("pleasehelpme", "please help me"),
        ("hehitmeagainlastnight", "he hit me again last night"),
    ],
)
def test_words_that_were_run_together_are_read_apart(written: str, meant: str) -> None:
    assert words(written) == meant


@pytest.mark.parametrize("name", ["llanfairpwll", "kowalczyk", "wolverhampton"])
def test_a_long_name_is_not_taken_apart(name: str) -> None:
    assert words(f"the bus to {name} was late") == f"the bus to {name} was late"


def test_a_finding_in_what_was_run_together_marks_all_of_it() -> None:
    text = "mum iwanttokillmyself please"
    finding, *_ = default_screener().screen(text).findings
    assert text[finding.start : finding.end] == "iwanttokillmyself"


def test_sounds_that_are_the_same_are_no_distance_apart() -> None:
    assert heard("fotograff") == heard("photograph")
    assert distance(heard("wensday"), heard("wednesday"), 1.0) == 0
    assert distance(heard("kat"), heard("elephant"), 1.0) == float("inf")
    assert distance("", "a", 1.0) == float("inf")
