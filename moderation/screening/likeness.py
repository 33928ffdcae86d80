"""The second reader: how much a sentence reads like lines written to be recognised.

It adds up what each word, pair and triple of words weighs, as learnt from the lessons
(lessons.py). It never lowers what a rule found, and raises to amber at most.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from moderation.screening.rulebook import RulesError
from moderation.screening.verdict import CONCERNS

FILE = "likeness.tsv"
LONGEST, STRIDE = 30, 20
# Words are numbers, and a feature is one number made of them: bits for the kind (pair,
# triple, or with one or two words stepped over), then the words. 0 is an unknown word.
BITS = 17
PAIR, TRIPLE, SKIP, LEAP = (kind << 3 * BITS for kind in range(1, 5))
SCALE = 100
SETTINGS = {"bias:", "amber:", "yellow:", "glance:"}
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

    bias: float
    amber: float
    yellow: float
    glance: float
    glances: Mapping[str, int]
    numbers: Mapping[str, int]
    weights: Mapping[int, int]
    concerns: Mapping[int, str]

    def of(self, words: Sequence[str], breaks: int) -> Like | None:
        """The stretch that reads most like a lesson, when it does enough."""
        best, where = self.yellow, None
        for start, ids in self._sentences(words, breaks):
            score = self.score(ids)
            if score > best:
                best, where = score, (start, ids)
        return self._like(best, *where) if where else None

    def highest(self, words: Sequence[str], breaks: int) -> float:
        found = (self.score(ids) for _, ids in self._sentences(words, breaks))
        return max(found, default=self.bias)

    def _sentences(
        self, words: Sequence[str], breaks: int
    ) -> Iterator[tuple[int, list[int]]]:
        """The sentences worth reading closely, as numbers; most talk is not."""
        glance, number = self.glances.get, self.numbers.get
        seen = [glance(word, 0) for word in words]
        for first, last in stretches(len(words), breaks):
            if sum(seen[first:last]) * dampened(last - first) >= self.glance * SCALE:
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
        return self.bias + total / SCALE * dampened(len(ids) - 2)

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
        is_amber = score > self.amber and concern not in ALWAYS_YELLOW
        first, last = _heaviest_run(shares[1:-1])
        return Like(
            concern, "amber" if is_amber else "yellow", start + first, start + last
        )


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


# --- The file


def read_likeness(path: Path) -> Likeness | None:
    """What was learnt; None where there is no such file, and the rules read alone."""
    file = path / FILE
    if not file.exists():
        return None
    return parse_likeness(file.read_text("utf-8"))


def parse_likeness(text: str) -> Likeness:
    settings: dict[str, float] = {}
    numbers = {"^": 1, "$": 2}
    glances: dict[str, int] = {}
    weights: dict[int, int] = {}
    concerns: dict[int, str] = {}
    for line, row in enumerate(text.splitlines(), 1):
        try:
            feature, weight, *concern = row.split("\t")
            if feature.endswith(":"):
                settings[feature] = float(weight)
                continue
            if feature.startswith("~ "):
                glances[feature[2:]] = int(weight)
                continue
            key = numbered(feature.split(" "), numbers)
            weights[key] = int(weight)
            if concern:
                concerns[key] = CONCERNS[int(concern[0])]
        except (ValueError, IndexError):
            raise RulesError(line, f"{FILE}: cannot read this line") from None
    if settings.keys() != SETTINGS:
        raise RulesError(1, f"{FILE}: it must hold {', '.join(sorted(SETTINGS))}")
    return Likeness(
        settings["bias:"],
        settings["amber:"],
        settings["yellow:"],
        settings["glance:"],
        glances,
        numbers,
        weights,
        concerns,
    )


def numbered(parts: Iterable[str], numbers: dict[str, int]) -> int:
    """A feature as it is written ("want _ die") as its number."""
    match [numbers.setdefault(p, len(numbers) + 1) if p != "_" else 0 for p in parts]:
        case [a]:
            return a
        case [a, b]:
            return PAIR | a << BITS | b
        case [a, 0, c]:
            return SKIP | a << BITS | c
        case [a, b, c]:
            return TRIPLE | a << 2 * BITS | b << BITS | c
        case [a, 0, 0, d]:
            return LEAP | a << BITS | d
    raise ValueError("no such feature")
