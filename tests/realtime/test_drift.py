"""A clock that differs from the database's is noticed, and decides nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from people.models import Person
from realtime import drift as clocks
from realtime import revocations
from realtime.drift import drift
from rooms import actions, posting
from rooms.models import Membership, Room

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


def test_processes_agree_on_the_databases_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now, off = timezone.now, timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: now() + off)

    # SQLite is one machine's: there the computer's clock is the database's.
    expected = off if connection.vendor == "sqlite" else timedelta(0)
    assert abs(clocks.now() - now() - expected) < SECOND


@pytest.mark.parametrize(("hours", "holds"), [(-1, True), (1, False)])
def test_a_mute_and_a_suspension_end_by_the_databases_clock(
    hours: int, holds: bool, room: Room, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    until = timezone.now()
    actions.mute_member(room, ana, until=until)
    there = until + timedelta(hours=hours)
    monkeypatch.setattr(clocks, "now", lambda: there)

    answer = actions.post(room.pk, by=ana, body="hello", cid="0" * 32)
    ana.suspended_until = until

    assert (answer == posting.muted(3_600_000)) is holds
    assert bool(Membership.objects.get(room=room, person=ana).muted_for()) is holds
    assert ana.is_suspended() is holds


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_look_reaches_back_to_the_one_before_whatever_the_clock_did(
    hours: int, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, before = revocations.since(clocks.now())
    revocations.revoke(ana.pk)
    # This process slept for an hour, or the clock was put back by one.
    there = timezone.now() + timedelta(hours=hours)
    monkeypatch.setattr(clocks, "now", lambda: there)

    found, _ = revocations.since(before)

    assert [revocation.person for revocation in found] == [ana.pk]


def test_revocations_are_kept_for_a_process_that_slept_and_then_forgotten(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    revocations.revoke(ana.pk)
    began, later = clocks.now(), timezone.now() + revocations.KEPT_FOR + SECOND
    monkeypatch.setattr(clocks, "now", lambda: later - timedelta(hours=1))
    revocations.forget_old()
    kept, woke_in_time = revocations.since(began)
    monkeypatch.setattr(clocks, "now", lambda: later)
    revocations.forget_old()
    left, woke_too_late = revocations.since(began)

    assert [revocation.person for revocation in kept] == [ana.pk]
    assert not revocations.may_have_missed(began, woke_in_time)
    assert left == []
    assert revocations.may_have_missed(began, woke_too_late)
