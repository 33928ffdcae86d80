"""Rooms, threads, flags and revocations beside a model, in some hundred steps."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from prove.stateful.machine import Community
from prove.stateful.talk import Talk
from rooms.actions import editing
from rooms.models import Membership

pytestmark = pytest.mark.django_db
FEW = settings(
    max_examples=12,
    stateful_step_count=25,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def test_no_step_finds_the_community_other_than_the_model() -> None:
    run_state_machine_as_test(Community, settings=FEW)

    assert Talk.moved > 50


def test_a_member_who_stays_in_when_they_have_left_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Membership, "is_current", lambda self: True)

    with pytest.raises(AssertionError, match="the model says"):
        run_state_machine_as_test(Community, settings=settings(FEW, max_examples=60))


def test_an_edit_that_followers_are_not_told_of_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(editing, "_move", lambda message, lines: message.save())

    with pytest.raises(AssertionError):
        run_state_machine_as_test(Community, settings=settings(FEW, max_examples=60))
