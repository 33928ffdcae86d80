"""Reads a word that is in no list as the common word that it is most likely meant as.

People who had little schooling, who are drunk, dyslexic, in a hurry or write a second
language spell by ear. What is read here only helps screening to understand the words
around; nothing that stands in a list of words is ever taken for another.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from moderation.screening.sounds import bones, distance, heard, lessened

SHORTEST, LONGEST = 3, 16
# How far a word may be from what it is read as: in all, and for each of its letters.
FARTHEST, A_LETTER = 1.4, 0.2
# What it weighs that a word is rare: the thousandth stands for so much more than the first.
RARITY = 0.1
# How much the letters count beside the sounds.
SEEN = 0.3


class ByEar:
    """Immutable once made, but for what it remembers."""

    def __init__(self, common: Sequence[str]) -> None:
        """The words it may read, the commonest first."""
        self._common = [
            (word, heard(word), RARITY * math.log(place + 10))
            for place, word in enumerate(common)
            if _is_readable(word)
        ]
        self._near: dict[str, list[int]] = defaultdict(list)
        for place, (_, sounds, _) in enumerate(self._common):
            whole = bones(sounds)
            for key in (whole, *(f"-{less}" for less in lessened(whole))):
                self._near[key].append(place)
        self.read = lru_cache(maxsize=8192)(self._read)

    def _read(self, word: str) -> str | None:
        if not _is_readable(word):
            return None
        sounds = heard(word)
        most = min(FARTHEST, A_LETTER * len(word))
        best, found = math.inf, None
        for place in self._candidates(sounds):
            meant, theirs, rarity = self._common[place]
            apart = rarity + distance(sounds, theirs, min(most, best - rarity))
            if apart < best:
                apart += SEEN * distance(word, meant, (best - apart) / SEEN)
                if apart < best:
                    best, found = apart, meant
        return found

    def _candidates(self, sounds: str) -> list[int]:
        """Whose bones are the same, or have one more that was not written."""
        whole = bones(sounds)
        return sorted({*self._near.get(whole, ()), *self._near.get(f"-{whole}", ())})


def _is_readable(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isascii() and word.isalpha()
