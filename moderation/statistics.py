"""Shares, agreement and small numbers. Pure: tables test it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

# Counts below this could point at somebody, and do not leave the team.
FEW = 5
Z = 1.96


@dataclass(frozen=True)
class Share:
    """Some of so many, with the interval in which the true share lies."""

    some: int
    of: int

    @property
    def percent(self) -> int:
        return round(100 * self.some / self.of) if self.of else 0

    def is_under(self, percent: int) -> bool:
        """By the counts themselves: 9.6 % is shown as 10 %, and is under it."""
        return 100 * self.some < percent * self.of

    @property
    def interval(self) -> tuple[int, int]:
        """Wilson's, 95 in 100; honest for few and for nearly all."""
        if not self.of:
            return 0, 100
        n, p = self.of, self.some / self.of
        middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        reach = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
        return max(0, round(100 * (middle - reach))), min(
            100, round(100 * (middle + reach))
        )


@dataclass(frozen=True)
class Agreement:
    """How far two readers agree beyond chance (Cohen's kappa), with its interval."""

    pairs: int
    same: int
    kappa: float | None
    low: float | None = None
    high: float | None = None


def agreement(pairs: Sequence[tuple[bool, bool]]) -> Agreement:
    """Kappa is None where it means nothing: no pairs, or only one answer ever given."""
    n, same = len(pairs), sum(a == b for a, b in pairs)
    if not n:
        return Agreement(0, 0, None)
    first, second = sum(a for a, _ in pairs) / n, sum(b for _, b in pairs) / n
    chance = first * second + (1 - first) * (1 - second)
    if chance == 1:
        return Agreement(n, same, None)
    seen = same / n
    kappa = (seen - chance) / (1 - chance)
    reach = Z * sqrt(seen * (1 - seen) / n) / (1 - chance)
    return Agreement(n, same, kappa, max(-1, kappa - reach), min(1, kappa + reach))


def without_few(counts: Mapping[str, int]) -> dict[str, int | None]:
    """None for a small count; and, were only one left out, for the next smallest too,
    so that nobody finds it by taking the others from the sum."""
    left_out = {name for name, count in counts.items() if 0 < count < FEW}
    others = [name for name, count in counts.items() if count >= FEW]
    if len(left_out) == 1 and others:
        left_out.add(min(others, key=lambda name: counts[name]))
    return {name: None if name in left_out else n for name, n in counts.items()}


def median(values: Sequence[float]) -> float | None:
    ordered, n = sorted(values), len(values)
    if not n:
        return None
    return (ordered[(n - 1) // 2] + ordered[n // 2]) / 2
