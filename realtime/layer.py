"""Nudges between processes: {stream: position}, through the channel layer; never text."""

import asyncio
import contextlib
import logging
import random
import secrets
import time
from collections.abc import Callable
from typing import Any

from channels.layers import channel_layers, get_channel_layer

Nudged = Callable[[dict[str, int], list[tuple[str, int]]], None]
logger = logging.getLogger(__name__)

GROUP = "hubs"
ECHO_EVERY = 2.0
PUBLISH_WITHIN = 0.25
MOST_TYPING = 100


class Layer:
    """Losing a nudge costs latency and nothing else: the tips repair it."""

    def __init__(self) -> None:
        self._me = secrets.token_hex(4)
        self._heard_at = time.monotonic()
        self._waiting: dict[str, int] = {}
        self._typing: list[tuple[str, int]] = []
        self._publish = asyncio.Event()

    def is_heard(self) -> bool:
        """Whether our own nudges still come back."""
        return time.monotonic() - self._heard_at < 3 * ECHO_EVERY

    def nudge(self, positions: dict[str, int]) -> None:
        """Never waits: what gathers while one nudge goes out goes with the next."""
        self._waiting.update(positions)
        self._publish.set()

    def tell_typing(self, stream: str, person: int) -> None:
        if len(self._typing) < MOST_TYPING:
            self._typing.append((stream, person))
            self._publish.set()

    async def run(self, nudged: Nudged) -> None:
        """Keeps a subscription, and makes a new one when it goes deaf."""
        publisher = asyncio.ensure_future(self._publish_for_ever())
        try:
            while True:
                try:
                    await self._listen(nudged)
                except Exception as problem:
                    logger.warning("channel layer: %s", type(problem).__name__)
                await asyncio.sleep(random.uniform(0.1, 2.0))  # noqa: S311  jitter
        finally:
            publisher.cancel()

    async def _listen(self, nudged: Nudged) -> None:
        # A layer of its own: a deaf one is thrown away with its connections.
        layer = _new_layer()
        try:
            channel = await layer.new_channel()
            await layer.group_add(GROUP, channel)
            self._heard_at = time.monotonic()
            while self.is_heard():
                # Not wait_for(): in Python 3.11 it can lose a cancel, and with it our end.
                async with asyncio.timeout(2 * ECHO_EVERY):
                    message = await layer.receive(channel)
                if message["by"] == self._me:
                    self._heard_at = time.monotonic()
                else:
                    nudged(message["nudge"], message["typing"])
        finally:
            async with asyncio.timeout(1):
                await _close(layer)

    async def _publish_for_ever(self) -> None:
        layer = get_channel_layer()
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(ECHO_EVERY):
                    await self._publish.wait()
            self._publish.clear()
            message = self._gathered()
            try:
                async with asyncio.timeout(PUBLISH_WITHIN):
                    await layer.group_send(GROUP, message)
            except Exception as problem:
                logger.warning("nudge not sent: %s", type(problem).__name__)

    def _gathered(self) -> dict[str, Any]:
        nudge, self._waiting = self._waiting, {}
        typing, self._typing = self._typing, []
        return {"type": "nudge", "by": self._me, "nudge": nudge, "typing": typing}


def _new_layer() -> Any:
    return channel_layers.make_backend("default")


async def _close(layer: Any) -> None:
    if hasattr(layer, "flush"):
        await layer.flush()
