"""Reads the words of a text without the place of each, which only a finding needs.

What is said between two blanks is remembered, for most of it comes again. Where words
may have to be put together, the text is left to the reader (words.py).
"""

from collections.abc import Callable, Iterator
from itertools import chain
from sys import intern

from moderation.screening.sentence import ENDS_SENTENCE, Sentence
from moderation.screening.words import APART, Reader

# Signs among the words, each about what stands before it. No chunk holds one of them.
END, LETTER, ODD = "?", ",", ";"
ABOUT = (LETTER, ODD)
MOST_SPELT = 2
BLANK = APART.replace(END, "")
# A new line ends a sentence as a question mark does.
TO_BLANKS = bytes.maketrans(f"{BLANK}\n".encode(), f"{' ' * len(BLANK)}{END}".encode())
# How many chunks are remembered, and how long they may be.
MOST_KNOWN, LONGEST_KNOWN = 16_384, 24


class Chunks(dict[str, tuple[str, ...]]):
    """What each chunk says, with signs; never more of them than memory should hold."""

    def __init__(self, say: Callable[[str], tuple[str, ...]]) -> None:
        self._say = say

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        said = tuple(map(intern, self._say(chunk)))
        if len(self) >= MOST_KNOWN:
            self.clear()
        if len(chunk) <= LONGEST_KNOWN:
            self[chunk] = said
        return said


class Skimmer:
    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._said = Chunks(lambda chunk: tuple(self._signed(chunk)))
        self._written = Chunks(
            lambda chunk: tuple(self._sentence(chunk).written(chunk))
        )

    def skim(self, text: str) -> tuple[list[str], int] | None:
        """The words of a folded text and, as bits, the places where a sentence begins
        or ends; None where the words must be read with their places."""
        chunks = _chunks(text)
        signed = list(chain.from_iterable(map(self._said.__getitem__, chunks)))
        if signed.count(LETTER) > MOST_SPELT and _is_spelt(signed):
            return None
        if ODD in signed and self._may_hold_pieces(chunks):
            return None
        words: list[str] = []
        breaks = 1
        for word in signed:
            if word == END:
                breaks |= 1 << len(words)
            elif word not in ABOUT:
                words.append(word)
        if self._reader.may_hold_halves(words):
            return None
        return words, breaks | 1 << len(words)

    def _may_hold_pieces(self, chunks: list[str]) -> bool:
        written = map(self._written.__getitem__, chunks)
        return self._reader.pieces.may_join(list(chain.from_iterable(written)))

    def _sentence(self, chunk: str) -> Sentence:
        sentence = Sentence()
        if chunk != END:
            self._reader.add(sentence, chunk, 0)
        return sentence

    def _signed(self, chunk: str) -> Iterator[str]:
        sentence = self._sentence(chunk)
        last = 0
        for word, start, end in sentence.placed():
            if not ENDS_SENTENCE.isdisjoint(chunk[last:start]):
                yield END
            yield word
            if end - start == 1:
                yield LETTER
            last = end
        if not ENDS_SENTENCE.isdisjoint(chunk[last:]):
            yield END
        if sentence.odd:
            yield ODD


def _chunks(text: str) -> list[str]:
    """As CHUNK (words.py) finds them, and ends of sentences that stand between."""
    return text.encode().translate(TO_BLANKS).decode().replace(END, f" {END} ").split()


def _is_spelt(signed: list[str]) -> bool:
    """Whether words of one letter stand in a row, as in "k i l l"."""
    said = [word for word in signed if word not in (END, ODD)]
    signs = zip(said, said[2:], said[4:], strict=False)
    return any(a == b == c == LETTER for a, b, c in signs)
