"""The checker catches every planted fault and never cries wolf."""

import random

import pytest

from prove import checker, planting


@pytest.mark.parametrize("fault", planting.PLANTED)
def test_a_planted_fault_is_caught_in_each_of_twenty_histories(fault: str) -> None:
    for seed in range(20):
        history = planting.clean(seed)
        planting.PLANTED[fault](history, random.Random(seed))
        assert checker.check(history)[fault], f"{fault} was missed, seed {seed}"


def test_a_hundred_clean_histories_raise_no_alarm() -> None:
    for seed in range(100, 200):
        assert not list(checker.faults(planting.clean(seed)))


def test_every_fault_that_the_checker_names_is_planted() -> None:
    assert set(planting.PLANTED) == set(checker.FAULTS)


def test_a_message_that_was_acknowledged_and_is_unseen_by_one_member_is_lost() -> None:
    history = planting.clean(1)
    history.views[0].rows.pop()
    assert checker.check(history)["lost"] == 1


def test_an_unknown_operation_may_be_there_once_or_not_at_all() -> None:
    history = planting.clean(3)
    unknown = [op for op in history.operations if op.is_unknown]
    assert len({row.body for row in history.log} & {op.body for op in unknown}) < len(
        unknown
    )
    assert not list(checker.faults(history))
