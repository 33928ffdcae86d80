"""What the pieces of a sentence weigh: words, pairs, triples, and pairs further apart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

START, END, ANY = "^", "$", "_"
NONE: Mapping[str, int] = {}


@dataclass(slots=True)
class Row:
    """What one word weighs, alone and with a word that comes after it."""

    alone: int = 0
    follows: dict[str, int] = field(default_factory=dict)
    skips: dict[str, int] = field(default_factory=dict)
    leaps: dict[str, int] = field(default_factory=dict)
    # By the word that follows, and then the one after that.
    triples: dict[str, dict[str, int]] = field(default_factory=dict)


NOTHING = Row()


class Weights:
    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}

    def add(self, piece: Sequence[str], weight: int) -> None:
        """A piece as it is written: "want to", "want _ die"."""
        row = self._rows.get(piece[0])
        if row is None:
            row = self._rows[piece[0]] = Row()
        match piece[1:]:
            case []:
                row.alone = weight
            case [after]:
                row.follows[after] = weight
            case ["_", after]:
                row.skips[after] = weight
            case [then, after]:
                row.triples.setdefault(then, {})[after] = weight
            case ["_", "_", after]:
                row.leaps[after] = weight
            case _:
                raise ValueError("no such piece")

    def total(self, words: Sequence[str]) -> int:
        """Of all pieces together: as of(), written out, for it runs for most messages."""
        rows = self._rows.get
        row = rows(START, NOTHING)
        total = row.alone
        second = third = NOTHING
        triple = NONE
        for word in (*words, END):
            total += (
                row.follows.get(word, 0)
                + second.skips.get(word, 0)
                + third.leaps.get(word, 0)
                + triple.get(word, 0)
            )
            triple = row.triples.get(word, NONE)
            row, second, third = rows(word, NOTHING), row, second
            total += row.alone
        return total

    def of(self, words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Each piece that weighs: how much, and the places of its first and last word.
        The first place is the sentence's start, the last its end."""
        closed = [START, *words, END]
        far = [*closed, "", "", ""]
        for n, word in enumerate(closed):
            row = self._rows.get(word, NOTHING)
            triple = row.triples.get(far[n + 1], NONE)
            found = (
                (row.alone, n),
                (row.follows.get(far[n + 1], 0), n + 1),
                (row.skips.get(far[n + 2], 0), n + 2),
                (triple.get(far[n + 2], 0), n + 2),
                (row.leaps.get(far[n + 3], 0), n + 3),
            )
            yield from ((weight, n, last) for weight, last in found if weight)
