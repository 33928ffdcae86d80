"""The second reader: how much a sentence reads like lines written to be recognised.

It adds up what each word, pair and triple of words weighs, as learnt from the lessons
(learning.py). What it hears weighs amber at most, unless it also reads like something
that cannot wait; and where it is sure that all is well, it says so.
"""

import math
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import repeat

from moderation.screening.network import FIRST_CONCERN, HASTE, RISK, Network, Table
from moderation.screening.verdict import CONCERNS
from moderation.screening.weighing import Weights

LONGEST, STRIDE = 40, 20
# Of a longer message nothing is lowered: there is room in it for more than one mood.
MOST_CALMED = 120
# Nor of one whose words it hardly knows: it may be another language.
LEAST_KNOWN = 0.75
# Of one message, so many stretches at most are read by ear.
MOST_HEARD = 6
SCALE = 100
YELLOW_UNLESS_NOW = frozenset({"worry_about_other"})


@dataclass(frozen=True, slots=True)
class Like:
    """What a stretch of words reads like, and between which words."""

    concern: str
    severity: str
    first: int
    last: int


def dampened(size: int) -> float:
    """Long sentences hold more of everything, so that each piece weighs less."""
    return 1 / math.sqrt(3 * size + 12)


def stretches(size: int) -> Iterator[tuple[int, int]]:
    """A message as a whole; a long one in pieces that overlap."""
    start = 0
    while size - start > LONGEST:
        yield start, start + LONGEST
        start += STRIDE
    yield start, size


@dataclass(frozen=True, slots=True)
class Heard:
    """A stretch, with what the network said of it."""

    score: float
    start: int
    words: Sequence[str]
    said: Table


@dataclass(frozen=True, slots=True)
class Likeness:
    """Immutable once read, so that any number of threads may share one."""

    settings: Mapping[str, float]
    glances: Mapping[str, int]
    weights: Weights
    hurried: Weights
    known: Set[str]
    network: Network

    @property
    def yellow(self) -> float:
        return self.settings["yellow:"]

    def of(self, words: Sequence[str], only_red: bool = False) -> Like | None:
        """The stretch that reads most like a lesson, when it does enough."""
        best = max(self.heard(words), key=lambda each: each.score, default=None)
        if best is None or best.score <= self.yellow:
            return None
        concern = CONCERNS[int(best.said[FIRST_CONCERN:].argmax())]
        severity = self._severity(concern, best)
        if only_red and severity != "red":
            return None
        return Like(concern, severity, *self._heaviest(best))

    def heard(self, words: Sequence[str]) -> Iterator["Heard"]:
        """The stretches that may be distress, read by words and then by ear."""
        read = ((self.score(part), start, part) for start, part in self._noticed(words))
        doubted = [each for each in read if each[0] >= self.settings["doubt:"]]
        for score, start, part in sorted(doubted, reverse=True)[:MOST_HEARD]:
            said = self.network.ask(part)
            risk = self.settings["ear:"] * float(said[RISK])
            yield Heard(score + risk, start, part, said)

    def haste(self, heard: "Heard") -> float:
        """How much it reads and sounds like what cannot wait."""
        read = self.hurried.total(heard.words) / SCALE * dampened(len(heard.words))
        risk = self.settings["ear:"] * float(heard.said[HASTE])
        return self.settings["haste:"] + read + risk

    def is_calm(self, words: Sequence[str]) -> bool:
        """Whether every stretch reads like everyday talk, and hardly like a lesson."""
        known = sum(word in self.known for word in words)
        if len(words) > MOST_CALMED or known < LEAST_KNOWN * len(words):
            return False
        return self.unrest(words) < self.settings["calm:"]

    def unrest(self, words: Sequence[str]) -> float:
        """How much its worst stretch reads like a lesson, by words and by ear."""
        ear = self.settings["ear:"]
        return max(
            self.score(part) + ear * float(self.network.ask(part)[RISK])
            for part in _all(words)
        )

    def highest(self, words: Sequence[str]) -> float:
        return max(map(self.score, _all(words)), default=self.settings["bias:"])

    def score(self, words: Sequence[str]) -> float:
        total = self.weights.total(words)
        return self.settings["bias:"] + total / SCALE * dampened(len(words))

    def _noticed(self, words: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
        """The sentences worth reading closely; most talk is not."""
        seen = list(map(self.glances.get, words, repeat(0)))
        glance = self.settings["glance:"] * SCALE
        for first, last in stretches(len(words)):
            if sum(seen[first:last]) * dampened(last - first) >= glance:
                yield first, words[first:last]

    def _heaviest(self, heard: "Heard") -> tuple[int, int]:
        """Between which words of the message stands what weighed most."""
        shares = [0.0] * (len(heard.words) + 2)
        for weight, first, last in self.weights.of(heard.words):
            shares[first] += weight / 2
            shares[last] += weight / 2
        first, last = _heaviest_run(shares[1:-1])
        return heard.start + first, heard.start + last

    def _severity(self, concern: str, heard: "Heard") -> str:
        if heard.score <= self.settings["amber:"]:
            return "yellow"
        if self.haste(heard) > self.settings["red:"]:
            return "red"
        return "yellow" if concern in YELLOW_UNLESS_NOW else "amber"


def _all(words: Sequence[str]) -> Iterator[Sequence[str]]:
    return (words[first:last] for first, last in stretches(len(words)))


def _heaviest_run(shares: Sequence[float]) -> tuple[int, int]:
    """The words in a row that weighed most together."""
    best, run = (0.0, 0, 1), 0.0
    toll = sum(map(abs, shares)) / max(1, len(shares)) / 2
    start = 0
    for n, share in enumerate(shares):
        if run <= 0:
            run, start = 0.0, n
        run += share - toll
        if run > best[0]:
            best = run, start, n + 1
    return best[1], best[2]
