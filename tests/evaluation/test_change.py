"""Changes of small and of no clear effect: each p is worked out again, by counting or by quadrature."""

from itertools import product
from math import gamma, pi, sqrt
from statistics import fmean, stdev

import numpy as np
import pytest

from evaluation import change

SMALL = [1.5, -2, 3, 4.5, -5, 6, 7, 8.5, 9, 10]
# Three tenths up and as many about as far down: far from sure.
UNSURE = [0.3 + ((n * 7) % 11 - 5) / 5 for n in range(24)]


def pairs(changes):
    return [(n % 4, n % 4 + one) for n, one in enumerate(changes)]


def test_under_twenty_wilcoxons_p_is_the_share_of_all_signs():
    ranks = np.argsort(np.argsort(np.abs(SMALL))) + 1
    up = sum(rank for rank, one in zip(ranks, SMALL, strict=True) if one > 0)
    sums = [
        sum(rank for rank, sign in zip(ranks, signs, strict=True) if sign)
        for signs in product((0, 1), repeat=len(SMALL))
    ]
    as_far = sum(
        abs(one - ranks.sum() / 2) >= abs(up - ranks.sum() / 2) for one in sums
    )

    found = change.change(pairs(SMALL))

    assert found.test == "Wilcoxon signed-rank test"
    assert found.p == pytest.approx(as_far / len(sums), abs=1e-9)


def test_from_twenty_on_p_is_the_area_under_students_tails():
    freedom = len(UNSURE) - 1
    t = fmean(UNSURE) / (stdev(UNSURE) / sqrt(len(UNSURE)))
    scale = gamma((freedom + 1) / 2) / (sqrt(freedom * pi) * gamma(freedom / 2))
    at = np.linspace(0, abs(t), 100_001)
    density = scale * (1 + at**2 / freedom) ** (-(freedom + 1) / 2)
    inside = 2 * np.sum((density[1:] + density[:-1]) / 2) * (at[1] - at[0])

    found = change.change(pairs(UNSURE))

    assert found.test == "paired t test"
    assert 0.001 < found.p < 0.5
    assert found.p == pytest.approx(1 - inside, abs=1e-6)


@pytest.mark.parametrize(("n", "test"), [(9, None), (19, "Wilcoxon"), (20, "paired")])
def test_how_many_answered_twice_chooses_the_test(n, test):
    found = change.change(pairs(UNSURE[:n]))
    assert (found and found.test.split()[0]) == test
