"""Teaches the second reader: lessons and background talk in, weights out.

A lesson is a line written for this, under a heading that names its concern ("# none"
for a harmless one). Only words that stand in a lesson are learnt, so that nothing
anybody else wrote can be read back from the weights.
"""

import hashlib
import math
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from moderation.screening.likeness import SCALE, dampened
from moderation.screening.verdict import CONCERNS

LESSONS = Path(__file__).parent / "lessons"
ROUNDS = 14
PACE = 0.6
# A real message that raised no flag counts less than a line meant to teach.
WORTH = {"concern": 3.0, "harmless": 2.0, "background": 1.0}
SEED = 5
LEAST = 40
# The share of lessons that a first glance may pass over.
UNNOTICED = 0.01


@dataclass(frozen=True, slots=True)
class Lesson:
    words: Sequence[str]
    concern: str
    worth: float

    @property
    def is_concern(self) -> bool:
        return self.concern != "none"


def read_lessons(folder: Path = LESSONS) -> Iterator[tuple[str, str]]:
    """(line, concern) of every lesson."""
    for file in sorted(folder.glob("*.txt")):
        concern = "none"
        for line in file.read_text("utf-8").splitlines():
            if line.startswith("# "):
                concern = line[2:].split()[0]
            elif line.strip():
                yield line.strip(), concern


def is_held_back(text: str) -> int:
    """0: to learn from; 1: to set the thresholds by; 2: to be measured on once."""
    quarter = int(hashlib.md5(text.encode(), usedforsecurity=False).hexdigest(), 16) % 4
    return max(0, quarter - 1)


def threshold(scores: Sequence[float], per_thousand: float) -> float:
    """The score that this many of a thousand everyday messages pass."""
    passed = max(1, int(len(scores) * per_thousand / 1000))
    return sorted(scores)[-passed]


def pieces(words: Sequence[str]) -> set[str]:
    """The features of a sentence as they are written in the file."""
    closed = ["^", *words, "$"]
    found = set(closed)
    for a, b in pairwise(closed):
        found.add(f"{a} {b}")
    for a, b, c in zip(closed, closed[1:], closed[2:], strict=False):
        found |= {f"{a} {b} {c}", f"{a} _ {c}"}
    for a, d in zip(closed, closed[3:], strict=False):
        found.add(f"{a} _ _ {d}")
    return found


def learn(
    lessons: Sequence[Lesson], background: Sequence[Sequence[str]]
) -> Iterator[str]:
    """The lines of a likeness file, but for its two thresholds."""
    owners = _owners(lessons)
    bias, weights = _learnt(lessons, background, pieces)
    yield f"bias:\t{bias:.4f}"
    yield from _glance(lessons, background)
    for feature, weight in weights.items():
        owner = owners.get(feature) if weight > 0 else None
        yield f"{feature}\t{weight}" + (f"\t{owner}" if owner else "")


def _glance(
    lessons: Sequence[Lesson], background: Sequence[Sequence[str]]
) -> Iterator[str]:
    """Words alone, to send most talk on at a glance and hardly ever a lesson."""
    bias, weights = _learnt(lessons, background, set)
    scores = sorted(
        bias
        + sum(weights.get(word, 0) for word in lesson.words)
        / SCALE
        * dampened(len(lesson.words))
        for lesson in lessons
        if lesson.is_concern
    )
    # The bias goes into the threshold: what is left is a sum of words.
    yield f"glance:\t{scores[int(len(scores) * UNNOTICED)] - bias:.4f}"
    for word, weight in weights.items():
        yield f"~ {word}\t{weight}"


def _learnt(
    lessons: Sequence[Lesson],
    background: Sequence[Sequence[str]],
    split: Callable[[Sequence[str]], set[str]],
) -> tuple[float, dict[str, int]]:
    taught = [split(lesson.words) for lesson in lessons]
    index = {f: n for n, f in enumerate(sorted(set[str]().union(*taught)))}
    examples = [
        _Example.of(lesson.words, found, index, lesson.is_concern, lesson.worth)
        for lesson, found in zip(lessons, taught, strict=True)
    ]
    for words in background:
        examples.append(
            _Example.of(words, split(words), index, False, WORTH["background"])
        )
    weights, bias = _descend(examples, len(index))
    rounded = {feature: round(weights[n] * SCALE) for feature, n in index.items()}
    return bias, {f: weight for f, weight in rounded.items() if abs(weight) >= LEAST}


@dataclass(frozen=True, slots=True)
class _Example:
    features: list[int]
    is_concern: bool
    worth: float
    share: float

    @classmethod
    def of(
        cls,
        words: Sequence[str],
        found: set[str],
        index: dict[str, int],
        is_concern: bool,
        worth: float,
    ) -> "_Example":
        known = sorted(index[feature] for feature in found if feature in index)
        return cls(known, is_concern, worth, dampened(len(words)))


def _descend(examples: list[_Example], size: int) -> tuple[list[float], float]:
    """Logistic regression by AdaGrad; the same on every machine."""
    weights, steepness = [0.0] * size, [1e-6] * size
    bias, shuffled = 0.0, random.Random(SEED)  # noqa: S311
    for _ in range(ROUNDS):
        shuffled.shuffle(examples)
        for example in examples:
            total = bias + example.share * sum(
                map(weights.__getitem__, example.features)
            )
            error = (
                1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - example.is_concern
            )
            if abs(error) < 0.01:
                continue
            slope = error * example.worth * example.share
            bias -= 0.002 * error * example.worth
            for n in example.features:
                steepness[n] += slope * slope
                weights[n] -= PACE * slope / math.sqrt(steepness[n])
    return weights, bias


def _owners(lessons: Sequence[Lesson]) -> dict[str, str]:
    """For each feature the concern that owns most of the lessons it stands in."""
    sizes = Counter(lesson.concern for lesson in lessons)
    counts: dict[str, Counter[str]] = {}
    for lesson in lessons:
        if lesson.is_concern:
            for feature in pieces(lesson.words):
                counts.setdefault(feature, Counter())[lesson.concern] += 1
    owners = {}
    for feature, counted in counts.items():
        rates = {concern: n / sizes[concern] for concern, n in counted.items()}
        concern = max(rates, key=lambda name: (rates[name], name))
        if rates[concern] > 0.5 * sum(rates.values()):
            owners[feature] = str(CONCERNS.index(concern))
    return owners
