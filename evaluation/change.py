"""How much a score changed: mean, interval, effect size and a fitting test. Pure."""

from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

# Below this nothing is said of a group.
ENOUGH = 10
# From here on a t test is near enough whatever the shape; below, ranks are compared.
MANY = 20


@dataclass(frozen=True)
class Change:
    """Two times of the same people. `effect` is Cohen's d_av (Lakens 2013, eq. 10)."""

    n: int
    before: float
    after: float
    mean: float
    low: float
    high: float
    spread_before: float
    spread_after: float
    spread: float
    effect: float
    test: str
    p: float


def change(pairs: list[tuple[float, float]]) -> Change | None:
    """None where too few answered both times, or everybody answered the same.

    The interval is of Student's t at 95 %; the test is the paired t test, or Wilcoxon's
    signed ranks where fewer than 20 answered. Spreads are standard deviations.
    """
    # Loaded here: a server that shows no report needs no statistics.
    from scipy.stats import t

    n = len(pairs)
    if n < ENOUGH:
        return None
    befores, afters = [a for a, _ in pairs], [b for _, b in pairs]
    changes = [b - a for a, b in pairs]
    spread = stdev(changes)
    if spread == 0:
        return None
    mean, error = fmean(changes), spread / sqrt(n)
    spread_before, spread_after = stdev(befores), stdev(afters)
    reach = float(t.ppf(0.975, n - 1)) * error
    test, p = _test(befores, afters)
    return Change(
        n=n,
        before=fmean(befores),
        after=fmean(afters),
        mean=mean,
        low=mean - reach,
        high=mean + reach,
        spread_before=spread_before,
        spread_after=spread_after,
        spread=spread,
        effect=_effect(mean, spread_before, spread_after),
        test=test,
        p=p,
    )


def _test(befores: list[float], afters: list[float]) -> tuple[str, float]:
    from scipy.stats import ttest_rel, wilcoxon

    if len(befores) >= MANY:
        return "paired t test", float(ttest_rel(afters, befores).pvalue)
    return "Wilcoxon signed-rank test", float(wilcoxon(afters, befores).pvalue)


def _effect(mean: float, spread_before: float, spread_after: float) -> float:
    usual = (spread_before + spread_after) / 2
    return mean / usual if usual else 0.0
