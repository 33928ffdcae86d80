"""The second reader's ear: a small network that knows which words are alike.

It looks at one, two and three words at a time and keeps the loudest answer of each of
its detectors. It runs only where the weights (likeness.py) are in doubt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from moderation.screening.rulebook import RulesError

Table = npt.NDArray[np.float32]
FILE = "network.npz"
EDGE, UNKNOWN = 1, 2
RISK, HASTE, FIRST_CONCERN = 0, 1, 2
# Words looked at together.
WIDTHS = (1, 2, 3)
SHARP = 127
# Nine megabytes at most.
MOST_UNFOLDED = 4_096
MOST_ANSWERED = 16


@dataclass(frozen=True, slots=True)
class Network:
    """Immutable once read, so that any number of threads may share one."""

    places: Mapping[str, int]
    # For each word what it adds, at each place of each width, to every detector.
    # Halved: twenty megabytes a process.
    heard: npt.NDArray[np.float16]
    bias: Table
    answers: Table
    offset: Table
    # Rows of the words that come again and again, as the processor reckons them.
    unfolded: dict[int, Table] = field(default_factory=dict)
    # The last answers, for of what a rule found the same is asked twice.
    answered: dict[tuple[str, ...], Table] = field(default_factory=dict)

    def ask(self, words: Sequence[str]) -> Table:
        """How much it reads like distress, like haste, and like each concern."""
        said = tuple(words)
        answer = self.answered.get(said)
        if answer is None:
            answer = self._answer(said)
            if len(self.answered) >= MOST_ANSWERED:
                self.answered.clear()
            self.answered[said] = answer
        return answer

    def _answer(self, words: Sequence[str]) -> Table:
        place = self.places.get
        ids = [EDGE, *(place(word, UNKNOWN) for word in words), EDGE]
        ids += [EDGE] * (max(WIDTHS) - len(ids))
        rows = np.array([self._row(place) for place in ids])
        size = self.bias.size // len(WIDTHS)
        loudest = []
        column = 0
        for width in WIDTHS:
            last = len(ids) - width + 1
            total = rows[:last, column : column + size]
            for step in range(1, width):
                start = column + step * size
                total = total + rows[step : step + last, start : start + size]
            loudest.append(total.max(axis=0))
            column += width * size
        found = np.maximum(np.concatenate(loudest) + self.bias, 0)
        return found @ self.answers + self.offset

    def _row(self, place: int) -> Table:
        row = self.unfolded.get(place)
        if row is None:
            row = self.heard[place].astype(np.float32)
            if len(self.unfolded) >= MOST_UNFOLDED:
                self.unfolded.clear()
            self.unfolded[place] = row
        return row


def read_network(path: Path) -> Network | None:
    file = path / FILE
    if not file.exists():
        return None
    try:
        with file.open("rb") as opened, np.load(opened) as kept:
            return made_of(kept)
    except (OSError, EOFError, ValueError, LookupError, BadZipFile):
        raise RulesError(0, f"{FILE}: cannot read this file") from None


def made_of(kept: Mapping[str, Any]) -> Network:
    vectors = kept["vectors"].astype(np.float32) * (kept["scale"] / SHARP)
    words = map(intern, str(kept["words"]).split(" "))
    return Network(
        places={word: n for n, word in enumerate(words, UNKNOWN + 1)},
        heard=(vectors @ kept["detectors"].astype(np.float32)).astype(np.float16),
        bias=kept["bias"].astype(np.float32),
        answers=kept["answers"].astype(np.float32),
        offset=kept["offset"].astype(np.float32),
    )
