"""Reads words that were masked, split, stretched, mistyped or spelt with digits."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from ahocorasick_rs import AhoCorasick

LONGEST = 24
MASKS = frozenset("*#_.-+~^%&@$!|")
LEET = {
    "0": "o",
    "1": "il",
    "2": "z",
    "3": "e",
    "4": "a",
    "5": "s",
    "6": "g",
    "7": "t",
    "8": "b",
    "9": "g",
    "@": "a",
    "$": "s",
    "!": "i",
    "|": "il",
    "+": "t",
    "(": "c",
}
STRETCHED = re.compile(r"([a-z])\1{2,}")
SIGNS = re.compile(r"[^a-z0-9]+")
DIGIT = re.compile(r"[0-9]")


def typos(word: str) -> Iterator[str]:
    """Neighbouring letters swapped, one letter lost, or one letter struck twice."""
    for n in range(len(word) - 1):
        yield word[:n] + word[n + 1] + word[n] + word[n + 2 :]
    for n in range(1, len(word) - (len(word) < 6)):
        yield word[:n] + word[n + 1 :]
        yield word[:n] + word[n] + word[n:]


class Disguises:
    """Knows the words people hide, and finds them again."""

    def __init__(
        self, hidden: Iterable[str], known: frozenset[str], real: frozenset[str]
    ) -> None:
        self.hidden = frozenset(hidden)
        self.known = known | self.hidden
        self.mistyped = {
            typo: word
            for word in sorted(self.hidden, reverse=True)
            if len(word) > 3
            for typo in typos(word)
            if typo not in self.known and typo not in real
        }
        self.by_length: dict[int, list[str]] = defaultdict(list)
        self.by_ends: dict[tuple[str, str], list[str]] = defaultdict(list)
        for word in sorted(self.hidden):
            if len(word) > 2:
                self.by_length[len(word)].append(word)
                self.by_ends[word[0], word[-1]].append(word)
        self.longest = max(map(len, self.known), default=0)
        self._inside = AhoCorasick([word for word in self.hidden if len(word) > 2])

    def squeezed(self, word: str) -> str:
        """ "kiiilll" as the known word it stretches, or cut to double letters."""
        if not STRETCHED.search(word):
            return word
        for size in (1, 2):
            shorter = STRETCHED.sub(lambda run: run[1] * size, word)  # noqa: B023
            if shorter in self.known:
                return shorter
        return shorter

    def unmasked(self, chunk: str) -> str | None:
        """The hidden word behind "su1cide", "k!ll", "sui.cide" or "s*icide"."""
        if len(chunk) > LONGEST:
            return None
        joined = SIGNS.sub("", chunk)
        if joined in self.hidden:
            return joined
        return self._digits_read(chunk) or self._gaps_filled(chunk)

    def _digits_read(self, chunk: str) -> str | None:
        odd = [letter for letter in chunk if letter in LEET]
        if not odd or len(odd) > 6 or not any(map(str.isalpha, chunk)):
            return None
        letters = [LEET.get(letter, letter) for letter in chunk]
        # "h1m", but not "1st": what else may be read has more letters than digits.
        is_word = len(chunk) > 2 and chunk[0].isalpha() and 2 * len(odd) <= len(chunk)
        for attempt in product(*letters):
            word = "".join(attempt)
            found = word if word in self.hidden else self.mistyped.get(word)
            if found or (word in self.known and is_word):
                return found or word
        return None

    def _gaps_filled(self, chunk: str) -> str | None:
        # No word that is hidden holds a digit.
        if MASKS.isdisjoint(chunk) or DIGIT.search(chunk):
            return None
        as_long = self.by_length.get(len(chunk), ())
        alike = self.by_ends.get((chunk[0], chunk[-1]), ())
        return next((word for word in as_long if _covers(chunk, word)), None) or next(
            (word for word in alike if _spans(chunk, word)), None
        )

    def holds_hidden(self, word: str) -> bool:
        return bool(self._inside.find_matches_as_indexes(word))

    def segmented(self, letters: str) -> list[str] | None:
        """The fewest known words that together spell these letters exactly."""
        fewest: list[int | None] = [0]
        starts = [0]
        for end in range(1, len(letters) + 1):
            count, from_where = None, 0
            for start in range(max(0, end - self.longest), end):
                before = fewest[start]
                if before is None or (count is not None and before + 1 >= count):
                    continue
                if letters[start:end] in self.known:
                    count, from_where = before + 1, start
            fewest.append(count)
            starts.append(from_where)
        return None if fewest[-1] is None else cut(letters, starts)


def cut(letters: str, starts: list[int]) -> list[str]:
    """Into words, where for each end it is known at which letter its word starts."""
    words, end = [], len(letters)
    while end:
        words.append(letters[starts[end] : end])
        end = starts[end]
    return words[::-1]


def _covers(chunk: str, word: str) -> bool:
    """One mask for each missing letter: "su*cide", "c**ting"."""
    for a, b in zip(chunk, word, strict=True):
        if a != b and a not in MASKS:
            return False
    return 2 * sum(letter not in MASKS for letter in chunk) >= len(word)


def _spans(chunk: str, word: str) -> bool:
    """One run of masks for any number of letters: "sui***e"."""
    head, *rest = SIGNS.split(chunk)
    if len(rest) != 1 or len(head) + len(rest[0]) < 3:
        return False
    return (
        len(chunk) - len(head) - len(rest[0]) > 1
        and len(word) > len(head) + len(rest[0])
        and word.startswith(head)
        and word.endswith(rest[0])
    )
