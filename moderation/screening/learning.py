"""Teaches the second reader: lessons and background talk in, weights out.

Only words that stand in a lesson are learnt, so that nothing anybody else wrote can be
read back from the weights.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from moderation.screening.lessons import WORTH, Lesson, pieces
from moderation.screening.likeness import SCALE, dampened

Words = Sequence[str]
Split = Callable[[Words], set[str]]
Numbers = npt.NDArray[np.float64]
# How large weights may grow; how many are kept, so that the file stays small.
FREEDOM = 30.0
MOST = 120_000
MOST_URGENT = 12_000
LEAST = 10
ROUNDS = 120
# The share of lessons that a first glance may pass over.
UNNOTICED = 0.01


def learn(lessons: Sequence[Lesson], background: Sequence[Words]) -> Iterator[str]:
    """The lines of a likeness file, but for its thresholds."""
    examples = _examples(lessons, background)
    bias, weights = _learnt(examples, len(lessons), pieces, MOST)
    yield f"bias:\t{bias:.4f}"
    yield from _glance(lessons, examples)
    yield from _urgent(lessons, background)
    for feature, weight in weights.items():
        yield f"{feature}\t{weight}"


def _examples(
    lessons: Sequence[Lesson], background: Sequence[Words]
) -> list["_Example"]:
    examples = [(lesson.words, lesson.is_concern, _worth(lesson)) for lesson in lessons]
    return examples + [(words, False, WORTH["background"]) for words in background]


def _worth(lesson: Lesson) -> float:
    return WORTH["concern" if lesson.is_concern else "harmless"]


def _glance(lessons: Sequence[Lesson], examples: Sequence["_Example"]) -> Iterator[str]:
    """Words alone, to send most talk on at a glance and hardly ever a lesson."""
    _, weights = _learnt(examples, len(lessons), set, MOST)
    sums = sorted(
        sum(weights.get(word, 0) for word in lesson.words)
        / SCALE
        * dampened(len(lesson.words))
        for lesson in lessons
        if lesson.is_concern
    )
    yield f"glance:\t{sums[int(len(sums) * UNNOTICED)] - 0.001:.4f}"
    for word, weight in weights.items():
        yield f"~ {word}\t{weight}"


def _urgent(lessons: Sequence[Lesson], background: Sequence[Words]) -> Iterator[str]:
    """What tells a line that cannot wait from one that can, and from harmless ones."""
    told = [lesson for lesson in lessons if lesson.level or not lesson.is_concern]
    examples = [(each.words, each.level == "red", _worth(each)) for each in told]
    examples += [(words, False, WORTH["background"]) for words in background]
    bias, weights = _learnt(examples, len(told), pieces, MOST_URGENT)
    yield f"haste:\t{bias:.4f}"
    for feature, weight in weights.items():
        yield f"! {feature}\t{weight}"


_Example = tuple[Words, bool, float]


def _learnt(
    examples: Sequence[_Example], taught: int, split: Split, most: int
) -> tuple[float, dict[str, int]]:
    """Weights for what stands in one of the first, taught, examples and twice in all."""
    found = [split(words) for words, _, _ in examples]
    in_lessons = set[str]().union(*found[:taught])
    counts = Counter(feature for each in found for feature in each & in_lessons)
    index = {f: n for n, f in enumerate(sorted(f for f in counts if counts[f] > 1))}
    weights, bias = _descend(examples, found, index)
    rounded = {f: round(weights[n] * SCALE) for f, n in index.items()}
    heaviest = sorted(rounded, key=lambda feature: (-abs(rounded[feature]), feature))
    kept = sorted(f for f in heaviest[:most] if abs(rounded[f]) >= LEAST)
    return bias, {feature: rounded[feature] for feature in kept}


def _descend(
    examples: Sequence[_Example], found: Sequence[set[str]], index: dict[str, int]
) -> tuple[Numbers, float]:
    """Logistic regression, each example counting what it is worth."""
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    places, starts, shares = [], [0], []
    for (words, _, _), features in zip(examples, found, strict=True):
        known = sorted(index[feature] for feature in features if feature in index)
        places += known
        shares += [dampened(len(words))] * len(known)
        starts.append(len(places))
    table = csr_matrix((shares, places, starts), shape=(len(examples), len(index)))
    turned = table.T.tocsr()
    sides = np.array([1.0 if is_so else -1.0 for _, is_so, _ in examples])
    worth = np.array([worth for _, _, worth in examples])

    def loss(values: Numbers) -> tuple[float, Numbers]:
        weights, bias = values[:-1], values[-1]
        margin = sides * (table @ weights + bias)
        slope = -sides * worth / (1 + np.exp(np.clip(margin, -30, 30)))
        total = np.logaddexp(0, -margin) @ worth + weights @ weights / (2 * FREEDOM)
        return total, np.append(turned @ slope + weights / FREEDOM, slope.sum())

    start = np.zeros(len(index) + 1)
    options = {"maxiter": ROUNDS}
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options=options)
    return best.x[:-1], float(best.x[-1])
