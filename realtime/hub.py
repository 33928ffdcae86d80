"""The process's one hub: gives every socket here the rows of the streams it follows."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable

from django.conf import settings

from realtime import pages, roster, streams, tips
from realtime.doing import Answers
from realtime.feeds import Feeds
from realtime.guard import Guard
from realtime.layer import Layer
from realtime.models import Stream
from realtime.pages import PAGE
from realtime.presence import Presence
from realtime.reads import read
from realtime.socket import Socket
from realtime.sources import Table, Visitor
from realtime.streams import Moves, Row

logger = logging.getLogger(__name__)

TIPS_EVERY = 2.0
LAGGING_EVERY = 0.02
LOOK_AFTER_EVERY = 1.0
# How soon and how fast those who are sent away come back: what a process can let in.
BACK_AFTER_MS = 100
BACK_A_SECOND = 200
# A hub that hasn't seen the revocations for this long stops handing on live rows.
BLIND_AFTER = 2.0


class Blind(Exception):
    """Somebody may have been shut out meanwhile, and this process does not know yet."""


class Hub:
    """Everything here runs on the event loop, but for heard(), which any thread calls."""

    def __init__(self, table: Table, layer: Layer | None = None) -> None:
        self.sockets: set[Socket] = set()
        # How many of them are of a person (by id) and of an address.
        self._of: Counter[int | str] = Counter()
        self.feeds = Feeds(table, self._mark_behind, self.is_blind)
        self.guard = Guard(self.feeds, self.sockets, self._has_looked)
        self.presence = Presence(self.feeds, self.sockets)
        self._layer = layer
        self._behind: set[str] = set()
        self._wake = asyncio.Event()
        self._looked_at = time.monotonic()
        self._tasks: list[asyncio.Task[None]] = []

    # --- Life

    async def start(self) -> None:
        self.answers = Answers()
        await self.guard.begin()
        streams.listen(self.heard)
        jobs = [
            self._read_behind(),
            self.guard.run(),
            _every(TIPS_EVERY, self._compare_tips),
            _every(TIPS_EVERY, self.presence.tell),
            _every(LAGGING_EVERY, self.feeds.serve_lagging),
            _every(LOOK_AFTER_EVERY, self._look_after_sockets),
        ]
        if self._layer is not None:
            jobs.append(self._layer.run(self._nudged))
        self._tasks = [asyncio.ensure_future(job) for job in jobs]

    async def stop(self) -> None:
        streams.stop_listening(self.heard)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        roster.leave()

    async def send_away(self, seconds: float) -> None:
        """Tells every socket to come back, each at its own time within some seconds."""
        leaving = list(self.sockets)
        step = min(1 / BACK_A_SECOND, seconds / max(1, len(leaving)))
        for number, socket in enumerate(leaving):
            socket.send_away(BACK_AFTER_MS + int(1000 * step * number))

    def is_blind(self) -> bool:
        return time.monotonic() - self._looked_at > BLIND_AFTER

    def is_degraded(self) -> bool:
        return self._layer is not None and not self._layer.is_heard()

    def _has_looked(self, at: float) -> None:
        self._looked_at = at

    # --- Sockets

    def has_place_for(self, visitor: Visitor, address: str) -> bool:
        if len(self.sockets) >= settings.SOCKETS_IN_ALL:
            return False
        return (
            self._of[visitor.person] < settings.SOCKETS_PER_PERSON
            and self._of[address] < settings.SOCKETS_PER_ADDRESS
        )

    def admit(self, socket: Socket) -> None:
        self.sockets.add(socket)
        self._of.update(_keys(socket))

    async def _look_after_sockets(self) -> None:
        now = time.monotonic()
        for socket in list(self.sockets):
            socket.look_after(now)

    async def join(
        self, socket: Socket, stream: str, epoch: str | None, after: int | None
    ) -> None:
        await self.feeds.join(socket, stream, epoch, after)
        if self.feeds.follows(socket, stream):
            self.presence.tell_one(socket, stream)

    def gone(self, socket: Socket) -> None:
        if socket in self.sockets:
            self.sockets.discard(socket)
            for key in _keys(socket):
                self._of[key] -= 1
                if not self._of[key]:
                    del self._of[key]
        for stream in list(socket.streams):
            self.feeds.leave(socket, stream)

    def typing(self, stream: str, person: int) -> None:
        self.presence.show_typing(stream, person)
        if self._layer is not None:
            self._layer.tell_typing(stream, person)

    # --- What commits, here and elsewhere

    def heard(self, moves: Moves) -> None:
        """Takes what a commit of this process moved; called by the thread that did."""
        self.answers.put(self._take, moves)

    def _take(self, moves: Moves) -> None:
        if streams.REVOKED in moves:
            self.guard.look_now()
        for name, move in moves.items():
            feed = self.feeds.get(name)
            if feed is None or move.end <= feed.tip:
                continue
            if move.rows is None or move.start != feed.tip or self.is_blind():
                self._mark_behind(name)
            else:
                feed.epoch = feed.epoch or move.epoch
                feed.take(move.rows, move.end)
        if self._layer is not None:
            self._layer.nudge({name: move.end for name, move in moves.items()})

    def _nudged(self, nudge: dict[str, int], typing: list[tuple[str, int]]) -> None:
        for stream, person in typing:
            self.presence.show_typing(stream, person)
        for name, position in nudge.items():
            feed = self.feeds.get(name)
            if name == streams.REVOKED:
                self.guard.look_now()
            elif feed is not None and position > feed.tip:
                self._mark_behind(name)

    def _mark_behind(self, name: str) -> None:
        self._behind.add(name)
        self._wake.set()

    async def _read_behind(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            names, self._behind = self._behind, set()
            try:
                await self._read_up(names)
            except Exception as problem:
                logger.warning("hub can't read: %s", type(problem).__name__)
                self._behind |= names
                await asyncio.sleep(0.2)
                self._wake.set()

    async def _read_up(self, names: Iterable[str]) -> None:
        """One question for all streams of a kind that are behind."""
        for prefix, wanted in self.feeds.by_prefix(names).items():
            found = ((name, self.feeds.get(name)) for name in wanted)
            cursors = {name: feed.tip for name, feed in found if feed is not None}
            source = self.feeds.table[prefix]
            now, rows = await read(pages.changes, source, cursors, PAGE)
            if self.is_blind():
                raise Blind
            for name in cursors:
                self._apply(name, cursors[name], now[name], rows[name])

    def _apply(self, name: str, cursor: int, now: Stream, rows: list[Row]) -> None:
        feed = self.feeds.get(name)
        if feed is None:
            return
        feed.epoch = feed.epoch or now.epoch
        if now.epoch != feed.epoch or now.position < cursor:
            self.feeds.reset(feed)
            return
        is_full_page = len(rows) >= PAGE
        end = rows[-1].position if is_full_page else now.position
        if end > feed.tip:
            feed.take(rows, end)
        if is_full_page:
            self._mark_behind(name)

    async def _compare_tips(self) -> None:
        """Finds what no nudge told: a lost one is the same as a late one."""
        now = await read(tips.of, self.feeds.names())
        for name, stream in now.items():
            feed = self.feeds.get(name)
            # A tip that is lower may only have been read before what we already have.
            if feed and (stream.epoch, stream.position) != (feed.epoch, feed.tip):
                self._mark_behind(name)


def _keys(socket: Socket) -> tuple[int, str]:
    return socket.visitor.person, socket.address


async def _every(seconds: float, job: Callable[[], Awaitable[None]]) -> None:
    while True:
        await asyncio.sleep(seconds)
        try:
            await job()
        except Exception as problem:
            logger.warning("hub: %s", type(problem).__name__)
