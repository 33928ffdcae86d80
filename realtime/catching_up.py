"""Followers that are behind: what one of them needs is read, and framed, for all."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack

from realtime import frames
from realtime.feed import Feed
from realtime.pages import PAGE, Page
from realtime.socket import Socket

logger = logging.getLogger(__name__)

# After a read that failed, rows wait this long for the next try.
TRY_AGAIN = 0.5

# Followers by the cursor at which they stand.
Standing = dict[int, list[Socket]]


class CatchingUp:
    """Runs on the event loop."""

    def __init__(
        self,
        read_after: Callable[[str, int], Awaitable[Page]],
        mark_behind: Callable[[str], None],
        is_blind: Callable[[], bool],
    ) -> None:
        self._read_after = read_after
        self._mark_behind = mark_behind
        self._is_blind = is_blind
        self._reads: set[asyncio.Task[None]] = set()

    def serve(self, feed: Feed) -> None:
        """Gives each all that gathered as one frame, or has it read from the database.

        Whoever is served stands at the tip or at a page's end, with all others that were.
        """
        if self._is_blind():
            return
        forgotten: Standing = {}
        for cursor, sockets in _waiting(feed).items():
            if feed.remembers(cursor):
                rows = feed.rows_after(cursor)
                self._hand(feed, sockets, cursor, feed.tip, rows)
            else:
                forgotten[cursor] = sockets
        for near in _by_page(forgotten):
            task = asyncio.ensure_future(self._read(feed, near))
            self._reads.add(task)
            task.add_done_callback(self._reads.discard)

    def stand_at(self, feed: Feed, socket: Socket, position: int) -> None:
        is_current = position == feed.tip and not self._is_blind()
        feed.stand_at(socket, position, is_current=is_current)
        if position > feed.tip:
            self._mark_behind(feed.name)

    async def _read(self, feed: Feed, near: Standing) -> None:
        with ExitStack() as stack:
            for socket in (one for sockets in near.values() for one in sockets):
                stack.enter_context(socket.reading(feed.name))
            try:
                page = await self._read_after(feed.name, min(near))
            except Exception as problem:
                logger.warning("can't read for sockets: %s", type(problem).__name__)
                await asyncio.sleep(TRY_AGAIN)
                return
        if self._is_blind():
            return
        for cursor, sockets in near.items():
            rows = page.rows_after(cursor)
            self._hand(feed, sockets, cursor, page.position, rows)

    def _hand(
        self, feed: Feed, sockets: list[Socket], start: int, end: int, rows: list[bytes]
    ) -> None:
        """Everything in (start, end], framed once, to all who still stand at start."""
        if end < start:
            return
        wire = None
        for socket in sockets:
            if feed.lagging.get(socket) != start:
                continue  # it left, or came anew, while this was read
            if end > start:
                wire = wire or socket.ready(
                    frames.rows(feed.label, feed.epoch, start, end, rows)
                )
                socket.write(wire)
            if socket in feed.lagging:
                self.stand_at(feed, socket, end)


def _waiting(feed: Feed) -> Standing:
    found: Standing = defaultdict(list)
    for socket, cursor in feed.lagging.items():
        if cursor <= feed.tip and socket.can_take(feed.name):
            found[cursor].append(socket)
    return found


def _by_page(standing: Standing) -> Iterator[Standing]:
    """Those together whom one page reaches."""
    near: Standing = {}
    for cursor in sorted(standing):
        if near and cursor >= min(near) + PAGE:
            yield near
            near = {}
        near[cursor] = standing[cursor]
    if near:
        yield near
