"""The second reader: how much a sentence reads like lines written to be recognised.

It adds up what each word, pair and triple of words weighs, as learnt from the lessons
(learning.py). What it hears weighs amber at most, unless it also reads like something
that cannot wait; and where it is sure that all is well, it says so.
"""

import math
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, pairwise, repeat

from moderation.screening.network import FIRST_CONCERN, HASTE, RISK, Network, Table
from moderation.screening.verdict import CONCERNS, SEVERITIES
from moderation.screening.weighing import Weights

LONGEST, STRIDE = 40, 20
# What has fewer words is not read alone; a sentence of more than that, in runs.
SHORTEST, RUN_ON, RUN = 3, 20, 16
# Of a longer message nothing is lowered: there is room in it for more than one mood.
MOST_CALMED = 120
# Nor of one whose words it hardly knows: it may be another language.
LEAST_KNOWN = 0.75
# Of one message, so many stretches at most are read closely, and so many by ear.
MOST_READ, MOST_HEARD = 32, 6
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


def stretches(size: int, breaks: int = 0) -> Iterator[tuple[int, int]]:
    """A message as a whole, a long one in pieces that overlap; and each sentence, alone
    and with the next, so that what is said before and after it hides nothing.

    Breaks are the places where a sentence begins or ends, as bits.
    """
    yield from _pieces(0, size, LONGEST, STRIDE)
    inner = breaks & (1 << size) - 2 if size else 0
    bounds = [0, *_places(inner), size]
    for first, last in pairwise(bounds):
        if last - first > RUN_ON:
            yield from _pieces(first, last, RUN, RUN // 2)
        elif inner and last - first >= SHORTEST:
            yield first, last
    if len(bounds) > 3:
        for first, last in zip(bounds, bounds[2:], strict=False):
            if SHORTEST <= last - first <= LONGEST:
                yield first, last


def _pieces(first: int, last: int, most: int, stride: int) -> Iterator[tuple[int, int]]:
    while last - first > most:
        yield first, first + most
        first += stride
    yield first, last


def _places(bits: int) -> list[int]:
    return [n for n, bit in enumerate(f"{bits:b}"[::-1]) if bit == "1"]


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

    def of(
        self, words: Sequence[str], breaks: int = 0, least: str = "yellow"
    ) -> Like | None:
        """The stretch that weighs most, of those the loudest; None if less than that."""
        loud = [each for each in self.heard(words, breaks) if each.score > self.yellow]
        weighed = [(SEVERITIES.index(self._severity(each)), each) for each in loud]
        heaviest = max(weighed, key=lambda w: (w[0], w[1].score), default=None)
        if heaviest is None or heaviest[0] < SEVERITIES.index(least):
            return None
        severity, best = SEVERITIES[heaviest[0]], heaviest[1]
        return Like(self._concern(best), severity, *self._marked(best))

    def heard(self, words: Sequence[str], breaks: int = 0) -> Iterator["Heard"]:
        """The stretches that may be distress, read by words and then by ear."""
        noticed = self._noticed(words, breaks)
        read = ((self.score(part), start, part) for start, part in noticed)
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

    def is_calm(self, words: Sequence[str], breaks: int = 0) -> bool:
        """Whether every stretch reads like everyday talk, and hardly like a lesson."""
        known = sum(word in self.known for word in words)
        if len(words) > MOST_CALMED or known < LEAST_KNOWN * len(words):
            return False
        calm = self.settings["calm:"]
        return all(unrest < calm for unrest in self._unrests(words, breaks))

    def unrest(self, words: Sequence[str], breaks: int = 0) -> float:
        """How much its worst stretch reads like a lesson, by words and by ear."""
        return max(self._unrests(words, breaks))

    def _unrests(self, words: Sequence[str], breaks: int) -> Iterator[float]:
        ear = self.settings["ear:"]
        for part in _all(words, breaks):
            yield self.score(part) + ear * float(self.network.ask(part)[RISK])

    def highest(self, words: Sequence[str], breaks: int = 0) -> float:
        parts = _all(words, breaks)
        return max(map(self.score, parts), default=self.settings["bias:"])

    def score(self, words: Sequence[str]) -> float:
        total = self.weights.total(words)
        return self.settings["bias:"] + total / SCALE * dampened(len(words))

    def _noticed(
        self, words: Sequence[str], breaks: int
    ) -> Iterator[tuple[int, Sequence[str]]]:
        """The sentences worth reading closely; most talk is not."""
        seen = [0, *accumulate(map(self.glances.get, words, repeat(0)))]
        least = self.settings["glance:"] * SCALE
        noticed = [
            (glance, first, last)
            for first, last in stretches(len(words), breaks)
            if (glance := (seen[last] - seen[first]) * dampened(last - first)) >= least
        ]
        for _, first, last in sorted(noticed, reverse=True)[:MOST_READ]:
            yield first, words[first:last]

    def _marked(self, heard: "Heard") -> tuple[int, int]:
        """Between which words of the message stands what weighed most."""
        shares = [0.0] * (len(heard.words) + 2)
        for weight, first, last in self.weights.of(heard.words):
            shares[first] += weight / 2
            shares[last] += weight / 2
        first, last = _heaviest_run(shares[1:-1])
        return heard.start + first, heard.start + last

    def _severity(self, heard: "Heard") -> str:
        if heard.score <= self.settings["amber:"]:
            return "yellow"
        if self.haste(heard) > self.settings["red:"]:
            return "red"
        return "yellow" if self._concern(heard) in YELLOW_UNLESS_NOW else "amber"

    def _concern(self, heard: "Heard") -> str:
        return CONCERNS[int(heard.said[FIRST_CONCERN:].argmax())]


def _all(words: Sequence[str], breaks: int) -> Iterator[Sequence[str]]:
    return (words[first:last] for first, last in stretches(len(words), breaks))


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
