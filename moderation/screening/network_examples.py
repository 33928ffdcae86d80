"""Lessons as the network learns them: numbers for words, and what each should answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from moderation.screening.lessons import WORTH, Lesson
from moderation.screening.network import EDGE, SHARP, UNKNOWN
from moderation.screening.verdict import CONCERNS

Floats = npt.NDArray[Any]
Numbers = npt.NDArray[np.int64]
# Which words are alike, from a published sentence model (docs/screening.md).
VECTORS = Path(__file__).parent / "lessons" / "vectors.npz"
BATCH, SEED = 64, 5
UNTOLD = -1


@dataclass(frozen=True, slots=True)
class Examples:
    ids: list[list[int]]
    risk: Floats
    haste: Floats
    concern: Numbers
    worth: Floats


def known_words(lessons: Sequence[Lesson]) -> tuple[list[str], Floats]:
    with np.load(VECTORS) as kept:
        words = str(kept["words"]).split(" ")
        vectors = kept["vectors"].astype(np.float32) * (kept["scale"] / SHARP)
    seen = set(words)
    others = sorted({word for lesson in lessons for word in lesson.words} - seen)
    chance = np.random.default_rng(SEED)
    special = chance.standard_normal((UNKNOWN + 1, vectors.shape[1])) * 0.3
    special[0] = 0
    new = chance.standard_normal((len(others), vectors.shape[1])) * 0.1
    return [*words, *others], np.concatenate([special, vectors, new]).astype(np.float32)


def numbered(
    lessons: Sequence[Lesson],
    background: Sequence[Sequence[str]],
    places: dict[str, int],
) -> Examples:
    def ids_of(words: Sequence[str]) -> list[int]:
        return [EDGE, *(places.get(word, UNKNOWN) for word in words), EDGE]

    quiet = len(background)
    told = [0.0 if not each.is_concern else _told(each.level) for each in lessons]
    concerns = [
        CONCERNS.index(each.concern) if each.is_concern else UNTOLD for each in lessons
    ]
    worth = [WORTH["concern" if each.is_concern else "harmless"] for each in lessons]
    return Examples(
        [ids_of(each.words) for each in lessons] + [ids_of(w) for w in background],
        np.array([float(each.is_concern) for each in lessons] + [0.0] * quiet),
        np.array(told + [0.0] * quiet),
        np.array(concerns + [UNTOLD] * quiet),
        np.array(worth + [WORTH["background"]] * quiet),
    )


def _told(level: str) -> float:
    return {"red": 1.0, "amber": 0.0}.get(level, UNTOLD)


def in_batches(
    examples: Examples, chance: np.random.Generator, rounds: int
) -> Iterator[Numbers]:
    """Lines of about one length together, in a different order each round."""
    sizes = np.array([len(each) for each in examples.ids])
    for _ in range(rounds):
        order = np.argsort(sizes + chance.random(len(sizes)) * 4)
        found = [order[n : n + BATCH] for n in range(0, len(order), BATCH)]
        chance.shuffle(found)
        yield from found
