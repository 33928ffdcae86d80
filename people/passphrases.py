"""Offers passphrases of four gentle words, and says why one's own will not do."""

import secrets
from functools import cache
from pathlib import Path

SHORTEST, LONGEST = 12, 200
WORDS_OFFERED = 4
FEWEST_LETTERS = 5  # different ones


def offer_passphrase() -> str:
    """Four words chosen at random: 40 bits, enough behind limits on guessing."""
    return " ".join(secrets.choice(all_words()) for _ in range(WORDS_OFFERED))


@cache
def all_words() -> tuple[str, ...]:
    return tuple(Path(__file__).with_name("words.txt").read_text("utf-8").split())


def passphrase_problem(passphrase: str, alias: str = "") -> str | None:
    """Why a passphrase cannot be used, in plain words; None if it can."""
    plain = "".join(passphrase.casefold().split())
    if len(passphrase) > LONGEST:
        return f"Use {LONGEST} characters at most."
    if len(plain) < SHORTEST:
        return f"Use at least {SHORTEST} letters. Four words do well."
    if len(set(plain)) < FEWEST_LETTERS:
        return "That is too easy to guess. Four words do well."
    if alias and "".join(alias.casefold().split()) in plain:
        return "Leave your alias out of it. Four words do well."
    return None
