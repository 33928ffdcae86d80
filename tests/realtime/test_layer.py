"""What carries nudges between processes ends when it is asked to."""

import asyncio
from typing import Any
from unittest.mock import AsyncMock, Mock

import pytest

from realtime import layer as layer_module
from realtime.layer import Layer


async def test_it_ends_though_a_nudge_comes_in_the_same_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nudges: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    carrier = AsyncMock()
    carrier.receive = lambda channel: nudges.get()
    monkeypatch.setattr(layer_module, "_new_layer", lambda: carrier)
    monkeypatch.setattr(layer_module, "get_channel_layer", lambda: carrier)
    running = asyncio.ensure_future(Layer().run(Mock()))
    await _until_listening(carrier)
    nudges.put_nowait({"by": "another", "nudge": {"room:1": 4}, "typing": []})
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(running, 5)


async def _until_listening(carrier: AsyncMock) -> None:
    while not carrier.group_add.await_count:
        await asyncio.sleep(0)
    for _ in range(5):
        await asyncio.sleep(0)
