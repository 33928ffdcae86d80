"""Aliases: which may be used, and which look like another's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.aliases import alias_key, alias_problem, tidy_alias

LOOK_ALIKE = [
    ("Nina", "nina"),
    ("Nina", "NINA"),
    ("Nina", "ΝΙΝΑ"),  # Greek capitals
    ("Copa", "Сора"),  # Cyrillic
    ("Ana", "Аnа"),
    ("Zoe", "Zoë"),
    ("Zoe", "Z\u200boe"),  # a zero-width space
    ("Zoe", "\u202eZoe"),  # written from the right
    ("Zoe", "Ｚｏｅ"),
    ("Zoe", "𝒵𝑜𝑒"),
    ("Zoe", "Z o e"),
    ("Zoe", "Zoe-"),
    ("Zoe", "Z\u0336o\u0336e\u0336"),  # struck through
    ("Zoe", "Zoe\u3164"),  # a letter that is blank
    ("Oona", "00na"),
    ("Bill", "Bi11"),
    ("Bill", "BIll"),
    ("Bill", "B|ll"),
    ("Martha", "rnartha"),
    ("Wendy", "vvendy"),
    ("Strasse", "Straße"),
    ("Kelvin", "\u212aelvin"),
]


@pytest.mark.parametrize(("one", "other"), LOOK_ALIKE)
def test_aliases_that_look_alike_have_one_key(one, other):
    assert alias_key(one) == alias_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana", "Anna"),
        ("Ben", "Ken"),
        ("Robin", "Rowan"),
        ("Жанна", "Жана"),
        ("ひな", "ひま"),
    ],
)
def test_aliases_that_differ_have_two_keys(one, other):
    assert alias_key(one) != alias_key(other)


@pytest.mark.parametrize("alias", ["Ελένη", "Жанна", "Zoë", "Straße", "ana"])
def test_capitals_make_no_difference(alias):
    assert alias_key(alias) == alias_key(alias.upper()) == alias_key(alias.lower())


@pytest.mark.parametrize(
    "alias",
    [
        "ana",
        "Quiet River",
        "O’Malley",
        "moon-child",
        "Ana 1987",
        "Жанна",
        "Ελένη",
        "راشد",
        "राधा",
        "ひなた",
        "花子さん",
        "Siân",
        "Stafford",
        "badminton",
    ],
)
def test_an_ordinary_alias_may_be_used(alias):
    assert alias_problem(alias) is None


@pytest.mark.parametrize(
    ("alias", "why"),
    [
        ("ab", "between 3 and 24"),
        ("a" * 25, "between 3 and 24"),
        ("", "between 3 and 24"),
        ("\u0301\u0302\u0303", "letters"),
        ("a\u0301\u0302\u0303\u0304na", "accents"),
        ("Zo\u200be", "hidden"),
        ("\u202eZoe", "hidden"),
        ("Zo\u2066e", "hidden"),
        ("Zo\u00ade", "hidden"),
        ("\u3164\u3164\u3164", "hidden"),
        ("Zo\x00e", "hidden"),
        ("12 34", "letters"),
        ("___", "letters"),
        ("ana@home", "addresses"),
        ("http://ana", "addresses"),
        ("www ana", "addresses"),
        ("ana.org", "letters, numbers"),
        ("<b>ana</b>", "addresses"),
        ("ana 😀", "letters, numbers"),
        ("ana 07700900", "digits"),
        ("Аna", "one alphabet"),
        ("Staff", "kept for"),
        ("st4ff staff", "kept for"),
        ("Moderator", "kept for"),
        ("M0derat0r", "kept for"),
        ("the moderators", "kept for"),
        ("Admin 2", "kept for"),
        ("Alongside", "kept for"),
        ("A1ongside Team", "kept for"),
        ("Sàmaritans", "kept for"),
        ("ѕhоut", "alphabet"),
        ("Shout", "kept for"),
        ("Harbour", "kept for"),
    ],
)
def test_an_alias_that_will_not_do_is_refused_in_words(alias, why):
    assert why in str(alias_problem(alias, reserved=["Harbour"]))


@given(st.text(max_size=60))
def test_whatever_is_typed_has_a_key_that_fits_and_never_fails(alias):
    assert len(alias_key(alias)) <= 120
    alias_problem(alias)


@given(st.text(max_size=40))
def test_an_alias_that_may_be_used_is_seen_and_stays_itself(alias):
    if alias_problem(alias) is None:
        assert alias_key(alias)
        assert alias_key(tidy_alias(alias)) == alias_key(alias)
        assert tidy_alias(tidy_alias(alias)) == tidy_alias(alias)
