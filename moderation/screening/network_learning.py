"""Teaches the network by its mistakes, in plain numpy; the same lessons, the same network."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from moderation.screening.lessons import Lesson
from moderation.screening.network import FIRST_CONCERN, SHARP, UNKNOWN, WIDTHS
from moderation.screening.network_examples import (
    SEED,
    UNTOLD,
    Examples,
    Floats,
    Numbers,
    in_batches,
    known_words,
    numbered,
)
from moderation.screening.verdict import CONCERNS

DETECTORS, ROUNDS = 128, 12
PACE, WORDS_PACE = 2e-3, 6e-3
# Shares of detectors, and of words, that are left out at random while it learns.
DEAF, HIDDEN = 0.5, 0.2


def teach(
    lessons: Sequence[Lesson], background: Sequence[Sequence[str]]
) -> dict[str, Any]:
    """The arrays of a network file."""
    words, vectors = known_words(lessons)
    places = {word: n for n, word in enumerate(words, UNKNOWN + 1)}
    examples = numbered(lessons, background, places)
    learner = Learner(vectors)
    chance = np.random.default_rng(SEED)
    batches = list(in_batches(examples, chance, ROUNDS))
    for n, batch in enumerate(batches):
        learner.step(examples, batch, PACE * (1 - 0.9 * n / len(batches)), chance)
    return learner.kept() | {"words": np.array(" ".join(words))}


class Learner:
    def __init__(self, vectors: Floats) -> None:
        chance = np.random.default_rng(SEED)
        depth, size = vectors.shape[1], DETECTORS
        answers = FIRST_CONCERN + len(CONCERNS)
        self.vectors = vectors.copy()
        self.steps = np.zeros_like(vectors)
        self.values: dict[str, Floats] = {}
        for width in WIDTHS:
            spread = np.sqrt(1.5 / (width * depth))
            shape = (width * depth, size)
            self.values[f"d{width}"] = chance.standard_normal(shape) * spread
            self.values[f"b{width}"] = np.zeros(size)
        spread = 0.5 / np.sqrt(size * len(WIDTHS))
        self.values["answers"] = (
            chance.standard_normal((size * len(WIDTHS), answers)) * spread
        )
        self.values["offset"] = np.zeros(answers)
        self.values["offset"][:FIRST_CONCERN] = -2
        self.values = {k: v.astype(np.float32) for k, v in self.values.items()}
        self.means = {k: np.zeros_like(v) for k, v in self.values.items()}
        self.squares = {k: np.zeros_like(v) for k, v in self.values.items()}
        self.taken = 0

    def step(
        self,
        examples: Examples,
        batch: Numbers,
        pace: float,
        chance: np.random.Generator,
    ) -> None:
        ids = _padded([examples.ids[n] for n in batch])
        hide = (chance.random(ids.shape) < HIDDEN) & (ids > UNKNOWN)
        ids = np.where(hide, UNKNOWN, ids)
        felt = self.vectors[ids]
        loudest, where = self._listen(felt)
        heard = (chance.random(loudest.shape) > DEAF) / (1 - DEAF)
        kept = (np.maximum(loudest, 0) * heard).astype(np.float32)
        said = kept @ self.values["answers"] + self.values["offset"]
        slope = (_mistakes(said, examples, batch) / len(batch)).astype(np.float32)
        back = slope @ self.values["answers"].T * heard * (loudest > 0)
        slopes = {"answers": kept.T @ slope, "offset": slope.sum(0)}
        inner = self._inward(felt, back.astype(np.float32), where, slopes)
        self._move(slopes, pace)
        self._move_words(ids.ravel(), inner, pace / PACE * WORDS_PACE)

    def _listen(self, felt: Floats) -> tuple[Floats, list[Numbers]]:
        count, length, depth = felt.shape
        flat, loudest, where = felt.reshape(-1, depth), [], []
        for width in WIDTHS:
            last, total = length - width + 1, self.values[f"b{width}"]
            for step in range(width):
                part = self.values[f"d{width}"][step * depth : (step + 1) * depth]
                heard = (flat @ part).reshape(count, length, -1)
                total = total + heard[:, step : step + last]
            place = total.argmax(axis=1)
            where.append(place)
            loudest.append(np.take_along_axis(total, place[:, None], 1)[:, 0])
        return np.concatenate(loudest, axis=1), where

    def _inward(
        self,
        felt: Floats,
        back: Floats,
        where: list[Numbers],
        slopes: dict[str, Floats],
    ) -> Floats:
        """What each word's vector should change by; fills in the detectors' slopes."""
        count, length, depth = felt.shape
        flat = felt.reshape(-1, depth)
        inner = np.zeros_like(flat)
        for n, (width, place) in enumerate(zip(WIDTHS, where, strict=True)):
            part = back[:, n * DETECTORS : (n + 1) * DETECTORS]
            detectors = self.values[f"d{width}"]
            slopes[f"b{width}"] = part.sum(0)
            slopes[f"d{width}"] = np.empty_like(detectors)
            for step in range(width):
                spread = np.zeros((count, length, DETECTORS), np.float32)
                np.put_along_axis(spread, (place + step)[:, None], part[:, None], 1)
                sheet = spread.reshape(-1, DETECTORS)
                rows = slice(step * depth, (step + 1) * depth)
                slopes[f"d{width}"][rows] = flat.T @ sheet
                inner += sheet @ detectors[rows].T
        return inner

    def _move(self, slopes: dict[str, Floats], pace: float) -> None:
        """One step of Adam."""
        self.taken += 1
        for name, slope in slopes.items():
            mean, square = self.means[name], self.squares[name]
            mean += 0.1 * (slope - mean)
            square += 0.01 * (slope * slope - square)
            size = np.sqrt(square / (1 - 0.99**self.taken)) + 1e-7
            self.values[name] -= pace * mean / (1 - 0.9**self.taken) / size

    def _move_words(self, ids: Numbers, inner: Floats, pace: float) -> None:
        from scipy.sparse import csr_matrix

        seen, column = np.unique(ids, return_inverse=True)
        ones = np.ones(len(ids), np.float32)
        shape = (len(seen), len(ids))
        slope = csr_matrix((ones, (column, np.arange(len(ids)))), shape) @ inner
        slope[seen == 0] = 0
        self.steps[seen] += slope * slope
        self.vectors[seen] -= pace * slope / (np.sqrt(self.steps[seen]) + 1e-6)

    def kept(self) -> dict[str, Any]:
        """Rounded, in the form in which the network reads it."""
        depth = self.vectors.shape[1]
        scale = float(np.abs(self.vectors).max())
        pieces = [
            self.values[f"d{width}"][step * depth : (step + 1) * depth]
            for width in WIDTHS
            for step in range(width)
        ]
        return {
            "vectors": np.round(self.vectors / scale * SHARP).astype(np.int8),
            "scale": np.float32(scale),
            "detectors": np.concatenate(pieces, axis=1).astype(np.float16),
            "bias": np.concatenate([self.values[f"b{width}"] for width in WIDTHS]),
            "answers": self.values["answers"].astype(np.float16),
            "offset": self.values["offset"],
        }


def _padded(lines: Sequence[list[int]]) -> Numbers:
    size = max(max(WIDTHS), *(len(line) for line in lines))
    return np.array([line + [0] * (size - len(line)) for line in lines])


def _mistakes(said: Floats, examples: Examples, batch: Numbers) -> Floats:
    """How far each answer is from what it should be."""
    slope = np.zeros_like(said)
    sure = 1 / (1 + np.exp(-said[:, :FIRST_CONCERN]))
    worth, haste = examples.worth[batch], examples.haste[batch]
    slope[:, 0] = (sure[:, 0] - examples.risk[batch]) * worth
    slope[:, 1] = np.where(haste == UNTOLD, 0, (sure[:, 1] - haste) * worth)
    concern = examples.concern[batch]
    shares = np.exp(said[:, FIRST_CONCERN:])
    shares /= shares.sum(axis=1, keepdims=True)
    named = concern != UNTOLD
    shares[np.flatnonzero(named), concern[named]] -= 1
    slope[:, FIRST_CONCERN:] = shares * named[:, None] * 0.3
    return slope
