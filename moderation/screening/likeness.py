"""The second reader: how much a sentence reads like lines written to be recognised.

It adds up what each word, pair and triple of words weighs, as learnt from the lessons
(learning.py). What it hears weighs amber at most, unless it also reads like something
that cannot wait; and where it is sure that all is well, it says so.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from moderation.screening.network import FIRST_CONCERN, HASTE, RISK, Network, Table
from moderation.screening.verdict import CONCERNS

LONGEST, STRIDE = 40, 20
# Of a longer message nothing is lowered: there is room in it for more than one mood.
MOST_CALMED = 120
# Nor of one whose words it hardly knows: it may be another language.
LEAST_KNOWN = 0.75
# Of one message, so many stretches at most are read by ear.
MOST_HEARD = 6
# Words are numbers, and a feature is one number made of them: bits for the kind (pair,
# triple, or with one or two words stepped over), then the words. 0 is an unknown word.
BITS = 17
PAIR, TRIPLE, SKIP, LEAP = (kind << 3 * BITS for kind in range(1, 5))
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


def features(ids: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Each feature of a sentence, with the places of its first and last word."""
    last = len(ids) - 1
    for n, a in enumerate(ids):
        if not a:
            continue
        yield a, n, n
        if n < last and (b := ids[n + 1]):
            yield PAIR | a << BITS | b, n, n + 1
            if n + 1 < last and (c := ids[n + 2]):
                yield TRIPLE | a << 2 * BITS | b << BITS | c, n, n + 2
        if n + 1 < last and (c := ids[n + 2]):
            yield SKIP | a << BITS | c, n, n + 2
        if n + 2 < last and (d := ids[n + 3]):
            yield LEAP | a << BITS | d, n, n + 3


def stretches(size: int) -> Iterator[tuple[int, int]]:
    """A message as a whole; a long one in pieces that overlap."""
    start = 0
    while size - start > LONGEST:
        yield start, start + LONGEST
        start += STRIDE
    yield start, size


@dataclass(frozen=True, slots=True)
class Heard:
    """A stretch, as numbers, with what the network said of it."""

    score: float
    haste: float
    start: int
    ids: list[int]
    said: Table


@dataclass(frozen=True, slots=True)
class Likeness:
    """Immutable once read, so that any number of threads may share one."""

    settings: Mapping[str, float]
    glances: Mapping[str, int]
    numbers: Mapping[str, int]
    weights: Mapping[int, int]
    hurried: Mapping[int, int]
    network: Network

    @property
    def yellow(self) -> float:
        return self.settings["yellow:"]

    def of(self, words: Sequence[str]) -> Like | None:
        """The stretch that reads most like a lesson, when it does enough."""
        best = max(self.heard(words), key=lambda each: each.score, default=None)
        if best is None or best.score <= self.yellow:
            return None
        return self._like(best)

    def heard(self, words: Sequence[str]) -> Iterator["Heard"]:
        """The stretches that may be distress, read by words and then by ear."""
        read = ((self.score(ids), start, ids) for start, ids in self._sentences(words))
        doubted = [each for each in read if each[0] >= self.settings["doubt:"]]
        for score, start, ids in sorted(doubted, reverse=True)[:MOST_HEARD]:
            said = self.network.ask(words[start : start + len(ids) - 2])
            ear = self.settings["ear:"]
            haste = self.haste(ids) + ear * float(said[HASTE])
            yield Heard(score + ear * float(said[RISK]), haste, start, ids, said)

    def is_calm(self, words: Sequence[str]) -> bool:
        """Whether every stretch reads like everyday talk, and hardly like a lesson."""
        known = sum(word in self.numbers for word in words)
        if len(words) > MOST_CALMED or known < LEAST_KNOWN * len(words):
            return False
        return self.unrest(words) < self.settings["calm:"]

    def unrest(self, words: Sequence[str]) -> float:
        """How much its worst stretch reads like a lesson, by words and by ear."""
        ear = self.settings["ear:"]
        return max(
            self.score(ids)
            + ear * float(self.network.ask(words[start : start + len(ids) - 2])[RISK])
            for start, ids in self._all(words)
        )

    def highest(self, words: Sequence[str]) -> float:
        found = (self.score(ids) for _, ids in self._all(words))
        return max(found, default=self.settings["bias:"])

    def _all(self, words: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
        number = self.numbers.get
        for first, last in stretches(len(words)):
            yield first, [1, *(number(word, 0) for word in words[first:last]), 2]

    def _sentences(self, words: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
        """The sentences worth reading closely, as numbers; most talk is not."""
        number, weigh = self.numbers.get, self.glances.get
        seen = [weigh(word, 0) for word in words]
        glance = self.settings["glance:"] * SCALE
        for first, last in stretches(len(words)):
            if sum(seen[first:last]) * dampened(last - first) >= glance:
                yield first, [1, *(number(word, 0) for word in words[first:last]), 2]

    def score(self, ids: Sequence[int]) -> float:
        weigh = self.weights.get
        total = 0
        # features(), written out: this runs for every message.
        a = b = c = 0
        for d in ids:
            if d:
                total += weigh(d, 0)
                if c:
                    total += weigh(PAIR | c << BITS | d, 0)
                    if b:
                        total += weigh(TRIPLE | b << 2 * BITS | c << BITS | d, 0)
                if b:
                    total += weigh(SKIP | b << BITS | d, 0)
                if a:
                    total += weigh(LEAP | a << BITS | d, 0)
            a, b, c = b, c, d
        return self.settings["bias:"] + total / SCALE * dampened(len(ids) - 2)

    def haste(self, ids: Sequence[int]) -> float:
        """How much a sentence reads like one that cannot wait."""
        total = sum(self.hurried.get(key, 0) for key, _, _ in features(ids))
        return self.settings["haste:"] + total / SCALE * dampened(len(ids) - 2)

    def _like(self, heard: "Heard") -> Like:
        shares = [0.0] * len(heard.ids)
        for key, first, last in features(heard.ids):
            weight = self.weights.get(key, 0)
            for place in {first, last}:
                shares[place] += weight / (2 - (first == last))
        concern = CONCERNS[int(heard.said[FIRST_CONCERN:].argmax())]
        first, last = _heaviest_run(shares[1:-1])
        severity = self._severity(concern, heard)
        return Like(concern, severity, heard.start + first, heard.start + last)

    def _severity(self, concern: str, heard: "Heard") -> str:
        if heard.score <= self.settings["amber:"]:
            return "yellow"
        if heard.haste > self.settings["red:"]:
            return "red"
        return "yellow" if concern in YELLOW_UNLESS_NOW else "amber"


def _heaviest_run(shares: Sequence[float]) -> tuple[int, int]:
    """The words in a row that weighed most together."""
    best, run = (0.0, 0, 1), 0.0
    toll = sum(map(abs, shares)) / max(1, len(shares)) / 2
    start = 0
    for n, share in enumerate(shares):
        if run <= 0:
            run, start = 0.0, n
        run += share - toll
        best = max(best, (run, start, n + 1), key=lambda found: found[0])
    return best[1], best[2]
