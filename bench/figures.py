"""A figure, and the goal that it is held against."""

import statistics
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """What was measured, in words, and how much it is; a goal is a least or a most."""

    row: str
    what: str
    value: float
    unit: str = ""
    least: float | None = None
    most: float | None = None

    @property
    def is_met(self) -> bool | None:
        """None where there is no goal."""
        if self.least is None and self.most is None:
            return None
        is_enough = self.least is None or self.value >= self.least
        return is_enough and (self.most is None or self.value <= self.most)

    @property
    def goal(self) -> str:
        if self.least is not None:
            return f"≥ {shown(self.least)}"
        return "" if self.most is None else f"≤ {shown(self.most)}"

    @property
    def verdict(self) -> str:
        return {None: "", True: "met", False: "missed"}[self.is_met]

    def kept(self) -> dict[str, Any]:
        return asdict(self) | {"is_met": self.is_met}

    def line(self) -> str:
        goal = f" (goal {self.goal}: {self.verdict})" if self.goal else ""
        return f"{self.what}: {shown(self.value)} {self.unit}".rstrip() + goal


def shown(value: float) -> str:
    """Three figures that matter, and no more."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    if abs(value) < 0.1:
        return f"{value:.2g}" if abs(value) >= 0.001 else "under 0.001"
    return f"{value:,.1f}" if abs(value) >= 10 else f"{value:.2f}"


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


def ratio(ours: list[float], theirs: list[float]) -> float:
    """The median of the ratios inside each round, which a drifting machine moves least."""
    return median(a / b for a, b in zip(ours, theirs, strict=True))
