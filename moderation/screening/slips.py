"""Reads a word that is in no list as the known word it is a slip for, or sounds like.

Only words that nobody writes on purpose come here: what stands in the list of ordinary
words (moderation/rules/ordinary.txt) is never taken for another.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

# How a sound may be spelt: tried in this order on one word.
SOUNDS = (
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"^kn|^gn"), "n"),
    (re.compile(r"^wr"), "r"),
    (re.compile(r"ph|gh(?=t?$)"), "f"),
    (re.compile(r"ft$"), "t"),
    (re.compile(r"gh"), ""),
    (re.compile(r"tch|tsh"), "C"),
    (re.compile(r"ch"), "C"),
    (re.compile(r"sh|sci(?=o)|ti(?=on)"), "S"),
    (re.compile(r"th"), "T"),
    (re.compile(r"sc(?=[eiy])|c(?=[eiy])|z"), "s"),
    (re.compile(r"ck|[cq]"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"dg(?=e)|g(?=e)|j"), "J"),
    (re.compile(r"[aeiou]l$|le$"), "L"),
    (re.compile(r"e$"), ""),
    (re.compile(r"e(?=s$|d$)"), ""),
    (re.compile(r"r(?![aeiouy])"), ""),
    (re.compile(r"(?<=.)[hw](?![aeiouy])|(?<=[aeiou])[hwy]"), ""),
    (re.compile(r"[aeiouy]+"), "V"),
    (re.compile(r"(.)\1+"), r"\1"),
)
# Of fewer sounds than these, too many words sound alike.
LEAST_SOUNDS, LEAST_CONSONANTS = 4, 3
SHORTEST, LONG, LONGEST = 4, 7, 20
# In a word that is not long, only these letters are taken for each other.
ALIKE = {frozenset(pair) for pair in ("sz", "kc", "ck", "iy", "fv", "ae", "ou", "ei")}


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """Its consonants, with a V for each run of vowels: "sewaside" and "suicide" alike."""
    for pattern, letters in SOUNDS:
        word = pattern.sub(letters, word)
    return word


class Slips:
    """Any slip of the words that matter, and their sound; of others, letters swapped."""

    def __init__(self, known: Iterable[str], hidden: Iterable[str]) -> None:
        self._heard: dict[str, str] = {}
        self._near: dict[str, list[str]] = {}
        for word in sorted(filter(_is_long_enough, hidden)):
            if _is_telling(sound(word)):
                self._heard.setdefault(sound(word), word)
            for key in {word, *_shorter(word)}:
                self._near.setdefault(key, []).append(word)
        self._swapped: dict[str, str] = {}
        for word in sorted(filter(_is_long_enough, known)):
            for swapped in _swaps(word):
                self._swapped.setdefault(swapped, word)
        self.read = lru_cache(maxsize=8192)(self._read)

    def _read(self, word: str) -> str | None:
        if not _is_long_enough(word):
            return None
        return (
            self._slipped(word)
            or self._swapped.get(word)
            or self._heard.get(sound(word))
        )

    def heard(self, word: str) -> str | None:
        """The word that matters and sounds like this one."""
        return self._heard.get(sound(word)) if _is_long_enough(word) else None

    def _slipped(self, word: str) -> str | None:
        keys = (word, *_shorter(word))
        found = dict.fromkeys(near for key in keys for near in self._near.get(key, ()))
        return next((near for near in found if _is_slip(word, near)), None)


def _is_long_enough(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def _shorter(word: str) -> Iterator[str]:
    for n in range(len(word)):
        yield word[:n] + word[n + 1 :]


def _swaps(word: str) -> Iterator[str]:
    for n in range(len(word) - 1):
        yield word[:n] + word[n + 1] + word[n] + word[n + 2 :]


def _is_telling(heard: str) -> bool:
    consonants = len(heard) - heard.count("V")
    return len(heard) >= LEAST_SOUNDS and consonants >= LEAST_CONSONANTS


def _is_slip(word: str, meant: str) -> bool:
    """Two neighbours swapped, one letter more or less, or one letter for another."""
    if sorted(word) == sorted(meant):
        return meant in _swaps(word)
    if word[0] != meant[0]:
        return False
    if len(word) != len(meant):
        return abs(len(word) - len(meant)) == 1
    odd = [n for n in range(len(word)) if word[n] != meant[n]]
    alike = frozenset((word[odd[0]], meant[odd[0]])) in ALIKE
    return len(odd) == 1 and (alike or len(word) >= LONG)
