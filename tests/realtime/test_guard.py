"""What a process knows of revocations is as old as its question."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from unittest.mock import Mock

import pytest

from realtime import drift
from realtime import guard as guard_module
from realtime.guard import Guard


async def test_a_look_counts_from_when_it_was_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
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

    assert looked[1] <= asked[2]
    assert looked[0] <= asked[0]
