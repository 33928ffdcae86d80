"""Reads "ha rm ing" and "sooey sydal" as the word that their pieces spell, or sound like."""

from collections.abc import Iterator, Mapping, Set

from moderation.screening.sentence import Sentence
from moderation.screening.slips import Slips

# Of a word in pieces: how many, how long each and the whole; how many to look for.
MOST, LONGEST, LEAST_WHOLE, MOST_ODD = 4, 5, 4, 40
# The first place, the place after the last, and the word that the pieces between are.
Joined = tuple[int, int, str]


class Pieces:
    """Looks only around a piece that is no word at all."""

    def __init__(
        self,
        plain: Mapping[str, tuple[str, ...]],
        ordinary: Set[str],
        hidden: Set[str],
        slips: Slips,
    ) -> None:
        self._plain, self._ordinary = plain, ordinary
        self._hidden, self._slips = hidden, slips

    def join(self, sentence: Sentence, text: str) -> None:
        pieces = sentence.written(text)
        for place in reversed(self._odd(pieces)):
            if place >= len(pieces):
                continue
            for first, last, whole in self._joined(pieces, place):
                if sentence.are_apart(first, last):
                    sentence.join(first, last, whole)
                    pieces[first:last] = [" ".join(pieces[first:last])]
                    break

    def may_join(self, pieces: list[str]) -> bool:
        """Whether some of these, as they are written, may be one word together."""
        return any(
            True for place in self._odd(pieces) for _ in self._joined(pieces, place)
        )

    def _odd(self, pieces: list[str]) -> list[int]:
        odd = [
            n
            for n, piece in enumerate(pieces)
            if len(piece) <= LONGEST and piece not in self._plain and piece.isalpha()
        ]
        return odd[:MOST_ODD]

    def _joined(self, pieces: list[str], place: int) -> Iterator[Joined]:
        """Runs of pieces around a place that are one word, the longest first."""
        low, high = _run_around(pieces, place)
        for size in range(min(MOST, high - low), 1, -1):
            for first in range(max(low, place - size + 1), min(place, high - size) + 1):
                tried = pieces[first : first + size]
                if whole := self._whole("".join(tried), tried):
                    yield first, first + size, whole

    def _whole(self, whole: str, pieces: list[str]) -> str | None:
        if len(whole) < LEAST_WHOLE:
            return None
        plain = self._plain.get(whole, (whole,))
        if len(plain) == 1 and plain[0] in self._hidden:
            return plain[0]
        if any(piece in self._ordinary for piece in pieces):
            return None
        return self._slips.heard(whole)


def _run_around(pieces: list[str], place: int) -> tuple[int, int]:
    """Between which places all pieces, and this one, are as short as pieces are."""
    if not _is_short(pieces[place]):
        return place, place
    low, high = place, place
    while low > 0 and place - low < MOST and _is_short(pieces[low - 1]):
        low -= 1
    while high < min(len(pieces), place + MOST) and _is_short(pieces[high]):
        high += 1
    return low, high


def _is_short(piece: str) -> bool:
    return 1 < len(piece) <= LONGEST
