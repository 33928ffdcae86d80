"""Offers passphrases of four gentle words, and says why one's own will not do."""

import secrets
from functools import cache
from pathlib import Path

from django.utils.translation import gettext

from realtime.later import later as _

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
        return gettext("Use %(most)s characters at most.") % {"most": LONGEST}
    if len(plain) < SHORTEST:
        return gettext("Use at least %(least)s letters. Four words do well.") % {
            "least": SHORTEST
        }
    if len(set(plain)) < FEWEST_LETTERS:
        return _("That is too easy to guess. Four words do well.")
    if alias and "".join(alias.casefold().split()) in plain:
        return _("Leave your alias out of it. Four words do well.")
    return None
