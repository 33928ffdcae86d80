"""What a process knows of revocations is as old as its question."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest

from realtime import codes, drift
from realtime import guard as guard_module
from realtime.guard import Guard


@pytest.mark.parametrize(("longest", "is_old"), [(5.0, False), (0.0, True)])
async def test_a_look_that_took_too_long_counts_from_when_it_was_asked_for(
    longest: float, is_old: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard_module, "LONGEST_LOOK", longest)
    asked, looked = [], []

    async def read(question: Callable[..., Any], *args: Any) -> Any:
        asked.append(time.monotonic())
        moment = datetime.now(UTC)
        return moment if question is drift.now else ([], moment)

    monkeypatch.setattr(guard_module, "read", read)
    guard = Guard(Mock(), set(), looked.append)
    await guard.begin()
    looking = asyncio.ensure_future(guard.run())
    guard.look_now()
    while len(looked) < 2:
        await asyncio.sleep(0)
    looking.cancel()

    assert (looked[1] <= asked[2]) is is_old
    assert looked[0] <= asked[0]


@pytest.mark.parametrize(("days", "comes_back"), [(6, False), (8, True)])
async def test_after_a_long_sleep_every_socket_comes_back_to_be_looked_up_anew(
    days: int, comes_back: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment, looked, socket = datetime.now(UTC), [], Mock()

    async def read(question: Callable[..., Any], *args: Any) -> Any:
        slept = timedelta(days=days if looked else 0)
        return moment if question is drift.now else ([], moment + slept)

    monkeypatch.setattr(guard_module, "read", read)
    guard = Guard(Mock(), {socket}, looked.append)
    await guard.begin()
    asked_at = time.monotonic()
    looking = asyncio.ensure_future(guard.run())
    guard.look_now()
    while len(looked) < 2:
        await asyncio.sleep(0)
    looking.cancel()

    assert [call.args for call in socket.close.mock_calls] == (
        [(codes.GOING_AWAY,)] if comes_back else []
    )
    assert guard.was_shut_out(1, "", since=asked_at) is comes_back


async def test_it_ends_though_a_revocation_is_announced_in_the_same_moment() -> None:
    guard = Guard(Mock(), set(), Mock())
    looking = asyncio.ensure_future(guard.run())
    await _turns(5)
    guard.look_now()
    looking.cancel()
    await _turns(5)
    assert looking.cancelled()


async def _turns(number: int) -> None:
    """Gives all that waits its turn, so many times."""
    for _ in range(number):
        await asyncio.sleep(0)
