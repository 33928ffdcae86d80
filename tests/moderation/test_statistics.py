"""Shares, agreement, small numbers, and where bars stand."""

import pytest

from moderation.plots import HEIGHT, WIDTH, Column, stacked
from moderation.statistics import Share, agreement, median, without_few


@pytest.mark.parametrize(
    ("some", "of", "interval"),
    [(0, 0, (0, 100)), (0, 20, (0, 16)), (10, 20, (30, 70)), (20, 20, (84, 100))],
)
def test_a_share_has_wilsons_interval(some, of, interval):
    assert Share(some, of).interval == interval


def pairs(both, first, second, none):
    return (
        [(True, True)] * both
        + [(True, False)] * first
        + [(False, True)] * second
        + [(False, False)] * none
    )


def test_under_a_share_is_said_by_the_counts_and_not_by_what_is_shown():
    assert Share(2, 21).percent == 10
    assert Share(2, 21).is_under(10)
    assert not Share(2, 20).is_under(10)


def test_agreement_is_cohens_kappa():
    # The example of Wikipedia's article: 20, 5, 10, 15.
    found = agreement(pairs(20, 5, 10, 15))

    assert found.kappa == pytest.approx(0.4)
    assert found.low == pytest.approx(0.146, abs=0.001)
    assert found.high == pytest.approx(0.654, abs=0.001)


def test_agreement_by_chance_alone_is_nothing():
    assert agreement(pairs(10, 10, 10, 10)).kappa == pytest.approx(0)


def test_agreement_that_means_nothing_is_not_told():
    assert agreement([]).kappa is None
    assert agreement(pairs(0, 0, 0, 9)).kappa is None
    assert agreement(pairs(0, 0, 0, 9)).same == 9


def test_a_small_count_is_left_out():
    assert without_few({"a": 2, "b": 3, "c": 30}) == {"a": None, "b": None, "c": 30}


def test_one_small_count_cannot_be_found_from_the_sum():
    assert without_few({"a": 2, "b": 9, "c": 30}) == {"a": None, "b": None, "c": 30}


def test_none_is_told_and_five_is_told():
    assert without_few({"a": 0, "b": 5}) == {"a": 0, "b": 5}


def test_the_median():
    assert [median(v) for v in ([], [3], [9, 1], [9, 1, 2])] == [None, 3, 5, 2]


def test_bars_stay_inside_the_plot_and_stand_on_each_other():
    plot = stacked(
        [Column("5 May", [("green", 3), ("red", 1)]), Column("12 May", [("green", 2)])]
    )

    assert [bar.height for bar in plot.bars] == [HEIGHT * 0.75, HEIGHT / 4, HEIGHT / 2]
    assert plot.bars[1].y + plot.bars[1].height == plot.bars[0].y
    assert all(0 <= bar.x <= bar.x + bar.width <= WIDTH for bar in plot.bars)
    assert plot.bars[0].words == "5 May: 3 green"


def test_nothing_makes_an_empty_plot():
    assert stacked([]).bars == []
    assert stacked([Column("5 May", [("green", 0)])]).bars == []
