"""A clock that differs from the database's is noticed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from realtime.drift import drift

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_a_clock_that_agrees_does_not_drift() -> None:
    assert drift() < SECOND


@pytest.mark.parametrize("off", [timedelta(hours=1), timedelta(hours=-1)])
def test_a_clock_that_is_off_is_off_by_so_much(
    off: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: now() + off)

    assert abs(drift() - abs(off)) < SECOND


def test_a_slow_answer_is_no_drift(monkeypatch: pytest.MonkeyPatch) -> None:
    now, asked = timezone.now, iter([timedelta(hours=-1), timedelta(hours=1)])
    monkeypatch.setattr(timezone, "now", lambda: now() + next(asked))

    assert drift() < SECOND
