"""Rooms, threads, flags and revocations beside a model, in some hundred steps."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from moderation import flags
from moderation.actions import claims
from people.models import Person
from prove.stateful.machine import Community
from prove.stateful.talk import Talk
from rooms.actions import mending
from rooms.models import Membership

pytestmark = pytest.mark.django_db
FEW = settings(
    max_examples=12,
    stateful_step_count=25,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


def test_no_step_finds_the_community_other_than_the_model() -> None:
    run_state_machine_as_test(Community, settings=FEW)

    assert Talk.moved > 50


@pytest.mark.parametrize(
    ("place", "name", "fault"),
    [
        # Who has left still writes.
        (Membership, "is_current", lambda self: True),
        # Who is kept out still writes.
        (Person, "is_suspended", lambda self: False),
        # Followers are not told of a reaction, or of what was taken back or covered.
        (mending, "_move", lambda message, lines: message.save()),
        # Two moderators hold one flag.
        (claims, "owner_now", lambda flag, besides: None),
        # A moderator decides on words that are no longer there.
        (flags, "note_changed", lambda message: None),
    ],
)
def test_a_fault_that_is_planted_is_found(
    place: Any, name: str, fault: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, name, fault)

    with pytest.raises(AssertionError):
        run_state_machine_as_test(Community, settings=settings(FEW, max_examples=400))
