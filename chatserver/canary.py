"""Hears canaries in this process: it follows the board like any moderator's browser."""

import asyncio
import logging
import re

from moderation.actions.machinery import hear_canaries
from moderation.flags import BOARD
from moderation.source import EAR
from realtime.hub import Hub
from realtime.reads import read
from realtime.socket import Socket
from realtime.sources import Visitor
from realtime.wire import text_frame

logger = logging.getLogger(__name__)

CANARY = re.compile(rb'"kind":"canary","id":(\d+)')
LOOKS_EVERY = 5.0


class EarWire:
    """Takes the very bytes that browsers are sent, and looks for canaries in them."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def ready(self, payload: bytes) -> bytes:
        return text_frame(payload)

    def write(self, frame: bytes) -> int:
        heard = [int(number) for number in CANARY.findall(frame)]
        if heard:
            task = asyncio.ensure_future(read(hear_canaries, heard))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return 0

    def unsent(self) -> int:
        return 0

    def close(self, code: int) -> None:
        """Nobody has to be told."""

    def shut_out(self, code: int) -> None:
        """Nothing is read."""

    def abort(self) -> None:
        """Nothing has to be cut."""


async def listen(hub: Hub) -> None:
    """Follows the board for as long as the process lives, also after a reset."""
    visitor = Visitor(EAR, "canary", "", is_verified=True, shows_typing=False)
    ear = Socket(hub, visitor, EarWire())
    while True:
        if not hub.feeds.follows(ear, BOARD):
            try:
                await hub.join(ear, BOARD, None, None)
            except Exception as problem:
                logger.warning("can't hear canaries: %s", type(problem).__name__)
        await asyncio.sleep(LOOKS_EVERY)
