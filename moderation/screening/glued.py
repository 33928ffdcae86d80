"""Reads "idontwanttobehere" as the words that were run together."""

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from moderation.screening.disguise import cut

SHORTEST, LONGEST = 8, 40
# For each letter: what looks less like common words than this is a name.
MOST_A_LETTER = 1.5
ONE_LETTER = frozenset("ia")
# What short forms ("dont", "im") weigh beside the words of the lessons.
SHORT_FORM = math.log(200)


class Glued:
    """Immutable once made, but for what it remembers."""

    def __init__(self, common: Sequence[str], short_forms: Iterable[str]) -> None:
        """The words it may find, the commonest first; and what else people write."""
        weights = dict.fromkeys(short_forms, SHORT_FORM)
        weights |= {word: math.log(place + 10) for place, word in enumerate(common)}
        self._weights = {
            word: weight
            for word, weight in weights.items()
            if word.isalpha() and (len(word) > 1 or word in ONE_LETTER)
        }
        # With what longer words begin.
        self._begun = {word[:n] for word in self._weights for n in range(1, len(word))}
        self.apart = lru_cache(maxsize=8192)(self._apart)

    def _apart(self, letters: str) -> list[str] | None:
        """The commonest words that together spell these letters, where they are common."""
        size = len(letters)
        if not SHORTEST <= size <= LONGEST:
            return None
        least, starts = [0.0, *[math.inf] * size], [0] * (size + 1)
        for start in range(size):
            if least[start] < math.inf:
                for end, weight in self._parts(letters, start):
                    if least[start] + weight < least[end]:
                        least[end], starts[end] = least[start] + weight, start
        return cut(letters, starts) if least[size] <= MOST_A_LETTER * size else None

    def _parts(self, letters: str, start: int) -> Iterator[tuple[int, float]]:
        """Where words that begin here end, with what each weighs."""
        for end in range(start + 1, len(letters) + 1):
            part = letters[start:end]
            if part in self._weights:
                yield end, self._weights[part]
            if part not in self._begun:
                return
