"""Passphrases: those that are offered, and those that will not do."""

import math

import pytest

from people.hashing import hash_passphrase, is_right
from people.passphrases import all_words, offer_passphrase, passphrase_problem


def test_four_offered_words_hold_forty_bits():
    assert 4 * math.log2(len(set(all_words()))) >= 40


def test_offered_words_are_short_plain_and_in_order():
    words = all_words()

    assert list(words) == sorted(set(words))
    assert all(
        word.isascii() and word.islower() and 3 <= len(word) <= 9 for word in words
    )


def test_each_offer_is_new_and_may_be_used():
    offers = {offer_passphrase() for _ in range(50)}

    assert len(offers) == 50
    assert not any(passphrase_problem(offer) for offer in offers)


@pytest.mark.parametrize(
    ("passphrase", "why"),
    [
        ("short", "at least 12"),
        ("a b c d e f g", "at least 12"),
        ("aaaaaaaaaaaaaaaa", "too easy"),
        ("abababababababab", "too easy"),
        ("my name is Quiet River", "Leave your alias out"),
        ("x" * 201, "at most"),
    ],
)
def test_a_poor_passphrase_is_refused_in_words(passphrase, why):
    assert why in str(passphrase_problem(passphrase, alias="quiet river"))


def test_spaces_and_accents_make_no_difference(ana):
    ana.password = hash_passphrase("café river lantern")

    assert is_right("  cafe\u0301  river lantern ", ana)
    assert not is_right("cafe river lantern", ana)


def test_a_person_without_a_passphrase_cannot_be_signed_in(ana):
    ana.password = hash_passphrase(None)

    assert not is_right("", ana)
    assert not is_right(ana.password, ana)
