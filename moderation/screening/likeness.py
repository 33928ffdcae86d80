"""The second reader: how much a sentence reads like lines written to be recognised.

It adds up what each word, pair and triple of words weighs, as learnt from the lessons
(learning.py). What it hears weighs amber at most, unless it also reads like something
that cannot wait; and where it is sure that all is well, it says so.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from moderation.screening.verdict import CONCERNS

LONGEST, STRIDE = 30, 20
# Of a longer message nothing is lowered: there is room in it for more than one mood.
MOST_CALMED = 120
# Words are numbers, and a feature is one number made of them: bits for the kind (pair,
# triple, or with one or two words stepped over), then the words. 0 is an unknown word.
BITS = 17
PAIR, TRIPLE, SKIP, LEAP = (kind << 3 * BITS for kind in range(1, 5))
SCALE = 100
ALWAYS_YELLOW = frozenset({"worry_about_other"})


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


def stretches(size: int, breaks: int) -> Iterator[tuple[int, int]]:
    """Sentences as places; a very long one in pieces that overlap."""
    start = 0
    for end in range(1, size + 1):
        if breaks >> end & 1:
            while end - start > LONGEST:
                yield start, start + LONGEST
                start += STRIDE
            yield start, end
            start = end


@dataclass(frozen=True, slots=True)
class Likeness:
    """Immutable once read, so that any number of threads may share one."""

    settings: Mapping[str, float]
    glances: Mapping[str, int]
    numbers: Mapping[str, int]
    weights: Mapping[int, int]
    hurried: Mapping[int, int]
    concerns: Mapping[int, str]

    @property
    def yellow(self) -> float:
        return self.settings["yellow:"]

    def of(self, words: Sequence[str], breaks: int) -> Like | None:
        """The stretch that reads most like a lesson, when it does enough."""
        best, where = self.yellow, None
        for start, ids in self._sentences(words, breaks):
            score = self.score(ids)
            if score > best:
                best, where = score, (start, ids)
        return self._like(best, *where) if where else None

    def is_calm(self, words: Sequence[str], breaks: int) -> bool:
        """Whether every stretch reads like everyday talk, and hardly like a lesson."""
        if len(words) > MOST_CALMED:
            return False
        return self.highest(words, breaks) < self.settings["calm:"]

    def highest(self, words: Sequence[str], breaks: int) -> float:
        found = (self.score(ids) for _, ids in self._all(words, breaks))
        return max(found, default=self.settings["bias:"])

    def hastiest(self, words: Sequence[str], breaks: int) -> float:
        found = (self.haste(ids) for _, ids in self._all(words, breaks))
        return max(found, default=self.settings["haste:"])

    def _all(
        self, words: Sequence[str], breaks: int
    ) -> Iterator[tuple[int, list[int]]]:
        number = self.numbers.get
        for first, last in stretches(len(words), breaks):
            yield first, [1, *(number(word, 0) for word in words[first:last]), 2]

    def _sentences(
        self, words: Sequence[str], breaks: int
    ) -> Iterator[tuple[int, list[int]]]:
        """The sentences worth reading closely, as numbers; most talk is not."""
        number, weigh = self.numbers.get, self.glances.get
        seen = [weigh(word, 0) for word in words]
        glance = self.settings["glance:"] * SCALE
        for first, last in stretches(len(words), breaks):
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

    def _like(self, score: float, start: int, ids: list[int]) -> Like:
        shares = [0.0] * len(ids)
        votes = dict.fromkeys(CONCERNS, 0)
        for key, first, last in features(ids):
            weight = self.weights.get(key, 0)
            for place in {first, last}:
                shares[place] += weight / (2 - (first == last))
            if weight > 0 and key in self.concerns:
                votes[self.concerns[key]] += weight
        concern = max(CONCERNS, key=lambda name: votes[name])
        first, last = _heaviest_run(shares[1:-1])
        return Like(
            concern, self._severity(concern, score, ids), start + first, start + last
        )

    def _severity(self, concern: str, score: float, ids: Sequence[int]) -> str:
        if concern in ALWAYS_YELLOW or score <= self.settings["amber:"]:
            return "yellow"
        return "red" if self.haste(ids) > self.settings["red:"] else "amber"


def _heaviest_run(shares: Sequence[float]) -> tuple[int, int]:
    """The words in a row that weighed most together."""
    best, run = (0.0, 0, 1), 0.0
    start = 0
    for n, share in enumerate(shares):
        if run <= 0:
            run, start = 0.0, n
        run += share
        best = max(best, (run, start, n + 1), key=lambda found: found[0])
    return best[1], best[2]
