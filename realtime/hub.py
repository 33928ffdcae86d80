"""The process's one hub: gives every socket here the rows of the streams it follows."""

import asyncio
import contextlib
import logging
import time
from collections import defaultdict
from collections.abc import Coroutine, Iterable
from typing import Any

from django.conf import settings

from realtime import codes, frames, revocations, roster, streams, tips
from realtime.feed import Feed
from realtime.layer import Layer
from realtime.models import Stream
from realtime.reads import read
from realtime.socket import Socket
from realtime.sources import Source, Table, Visitor
from realtime.streams import Moves, Row

logger = logging.getLogger(__name__)

PAGE = 200
FIRST_PAGE = 50
TIPS_EVERY = 2.0
REVOCATIONS_EVERY = 0.5
LAGGING_EVERY = 0.02
# A hub that can't read the database for this long stops handing on live rows.
BLIND_AFTER = 2.0


class Hub:
    """Everything here runs on the event loop, but for heard(), which any thread calls."""

    def __init__(self, table: Table, layer: Layer | None = None) -> None:
        self.table = table
        self.feeds: dict[str, Feed] = {}
        self.sockets: set[Socket] = set()
        self._layer = layer
        self._behind: set[str] = set()
        self._wake = asyncio.Event()
        self._revoked = asyncio.Event()
        self._obeyed: set[int] = set()
        self._read_at = time.monotonic()
        self._statuses: dict[str, bytes] = {}
        self._tasks: list[asyncio.Task[None]] = []

    # --- Life

    async def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._obeyed = {r.pk for r in await read(revocations.recent)}
        streams.listen(self.heard)
        for job in (
            self._read_behind(),
            self._every(TIPS_EVERY, self._compare_tips),
            self._obey_revocations(),
            self._every(LAGGING_EVERY, self._serve_lagging),
        ):
            self._tasks.append(asyncio.ensure_future(job))
        if self._layer is not None:
            self._tasks.append(asyncio.ensure_future(self._layer.run(self._nudged)))

    async def stop(self) -> None:
        streams.stop_listening(self.heard)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await read(roster.leave)

    def is_blind(self) -> bool:
        return time.monotonic() - self._read_at > BLIND_AFTER

    def is_degraded(self) -> bool:
        return self._layer is not None and not self._layer.is_heard()

    async def _every(self, seconds: float, job: Any) -> None:
        while True:
            await asyncio.sleep(seconds)
            await self._safely(job())

    async def _safely(self, job: Coroutine[Any, Any, None]) -> None:
        try:
            await job
        except Exception as problem:
            logger.warning("hub: %s", type(problem).__name__)

    # --- What commits, here and elsewhere

    def heard(self, moves: Moves) -> None:
        """Takes what a commit of this process moved; called by the thread that did."""
        self._loop.call_soon_threadsafe(self._take, moves)

    def _take(self, moves: Moves) -> None:
        if streams.REVOKED in moves:
            self._revoked.set()
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
            self._show_typing(stream, person)
        for name, position in nudge.items():
            feed = self.feeds.get(name)
            if name == streams.REVOKED:
                self._revoked.set()
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
        cursors = {n: self.feeds[n].tip for n in names if n in self.feeds}
        for source, wanted in self._by_source(cursors).items():
            now, found = await read(_changes, self.table[source], wanted)
            self._read_at = time.monotonic()
            for name, rows in found.items():
                self._apply(name, now.get(name), rows)

    def _apply(self, name: str, now: Stream | None, rows: list[Row]) -> None:
        feed = self.feeds.get(name)
        if feed is None or now is None:
            return
        feed.epoch = feed.epoch or now.epoch
        if now.epoch != feed.epoch or now.position < feed.tip:
            self._reset(feed)
            return
        last = rows[-1].position if rows else 0
        is_full_page = len(rows) >= PAGE
        end = last if is_full_page else max(now.position, last)
        if end > feed.tip:
            feed.take(rows, end)
        if is_full_page:
            self._mark_behind(name)

    def _reset(self, feed: Feed) -> None:
        for socket in [*feed.current, *feed.lagging]:
            socket.send("reset", stream=feed.label)
            self.leave(socket, feed.name)

    def _by_source(self, cursors: dict[str, int]) -> dict[str, dict[str, int]]:
        wanted: dict[str, dict[str, int]] = defaultdict(dict)
        for name, cursor in cursors.items():
            wanted[name.partition(":")[0]][name] = cursor
        return wanted

    # --- Following

    def has_place_for(self, visitor: Visitor, address: str) -> bool:
        if len(self.sockets) >= settings.SOCKETS_IN_ALL:
            return False
        of_person = sum(s.visitor.person == visitor.person for s in self.sockets)
        of_address = sum(s.address == address for s in self.sockets)
        return (
            of_person < settings.SOCKETS_PER_PERSON
            and of_address < settings.SOCKETS_PER_ADDRESS
        )

    async def join(
        self, socket: Socket, stream: str, epoch: str | None, after: int | None
    ) -> None:
        """Registers first and reads second, so that nothing falls between."""
        source = self.source_of(stream)
        if source is None or not await read(source.admit, socket.visitor, stream):
            socket.refuse(
                "not_found",
                "That is not here, or not open to you.",
                streams.label(stream),
            )
            return
        feed = await self._feed(stream)
        if epoch and epoch != feed.epoch:
            socket.send("reset", stream=streams.label(stream))
            return
        feed.current.discard(socket)
        feed.lagging[socket] = after or 0
        socket.streams.add(stream)
        with socket.reading(stream):
            await self._join_at(socket, source, feed, after)
        self._send_status(socket, stream)

    async def _join_at(
        self, socket: Socket, source: Source, feed: Feed, after: int | None
    ) -> None:
        now, rows = await read(_joined, source, feed.name, after)
        if feed.cursor_of(socket) is None:
            return
        if (after or 0) > now:
            # Ahead of the database: it was restored from an older day.
            self.leave(socket, feed.name)
            socket.send("reset", stream=feed.label)
            return
        more = after is not None and len(rows) >= PAGE
        position = rows[-1].position if more else now
        encoded = [frames.encode(row) for row in rows]
        socket.write_payload(
            frames.joined(feed.label, feed.epoch, position, encoded, more)
        )
        if more:
            self.leave(socket, feed.name)
        else:
            self._stand_at(feed, socket, position)

    def _stand_at(self, feed: Feed, socket: Socket, position: int) -> None:
        feed.lagging[socket] = position
        if position > feed.tip:
            self._mark_behind(feed.name)
        self._hand_lagging(feed, socket)

    def leave(self, socket: Socket, stream: str) -> None:
        socket.streams.discard(stream)
        feed = self.feeds.get(stream)
        if feed is not None:
            feed.drop(socket)
            self._forget_if_idle(feed)

    def _forget_if_idle(self, feed: Feed) -> None:
        if feed.is_idle:
            self.feeds.pop(feed.name, None)
            self._statuses.pop(feed.name, None)

    def gone(self, socket: Socket) -> None:
        self.sockets.discard(socket)
        for stream in list(socket.streams):
            self.leave(socket, stream)

    def follows(self, socket: Socket, stream: str) -> bool:
        feed = self.feeds.get(stream)
        return feed is not None and feed.cursor_of(socket) is not None

    def source_of(self, stream: str) -> Source | None:
        return self.table.get(stream.partition(":")[0])

    async def _feed(self, stream: str) -> Feed:
        if stream not in self.feeds:
            now = (await read(tips.of, [stream]))[stream]
            self.feeds.setdefault(stream, Feed(stream, now.epoch, now.position))
        return self.feeds[stream]

    def tips_for(self, socket: Socket, names: Iterable[str]) -> dict[str, int]:
        """Where this socket's own line stands: what it has been handed so far."""
        found = {n: self.feeds[n].cursor_of(socket) for n in names if n in self.feeds}
        return {name: tip for name, tip in found.items() if tip is not None}

    async def _serve_lagging(self) -> None:
        for feed in list(self.feeds.values()):
            for socket in list(feed.lagging):
                self._hand_lagging(feed, socket)

    def _hand_lagging(self, feed: Feed, socket: Socket) -> None:
        """Gives all that gathered as one frame, or has it read from the database."""
        cursor = feed.lagging[socket]
        if cursor > feed.tip or self.is_blind() or not socket.can_take(feed.name):
            return
        if not feed.remembers(cursor):
            socket.spawn(self._read_for_lagging(feed, socket, cursor))
            return
        if cursor < feed.tip:
            socket.write_payload(feed.frame_from(cursor))
        feed.lagging.pop(socket)
        feed.current.add(socket)

    async def _read_for_lagging(self, feed: Feed, socket: Socket, cursor: int) -> None:
        source = self.table[feed.name.partition(":")[0]]
        with socket.reading(feed.name):
            now, rows = await read(_joined, source, feed.name, cursor)
            if feed.cursor_of(socket) is None:
                return
            position = rows[-1].position if len(rows) >= PAGE else now
            encoded = [frames.encode(row) for row in rows]
            socket.write_payload(
                frames.rows(feed.label, feed.epoch, cursor, position, encoded)
            )
        self._stand_at(feed, socket, position)

    # --- Repairing what was lost

    async def _compare_tips(self) -> None:
        if self.feeds:
            now = await read(tips.of, list(self.feeds))
            for name, stream in now.items():
                feed = self.feeds.get(name)
                if feed is None:
                    continue
                if stream.position == feed.tip and stream.epoch == feed.epoch:
                    continue
                if stream.epoch != feed.epoch or stream.position < feed.tip:
                    self._apply(name, stream, [])
                else:
                    self._mark_behind(name)
        self._read_at = time.monotonic()
        await self._tell_statuses()

    async def _obey_revocations(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._revoked.wait(), REVOCATIONS_EVERY)
            self._revoked.clear()
            await self._safely(self._obey())

    async def _obey(self) -> None:
        found = await read(revocations.recent)
        self._read_at = time.monotonic()
        new = [r for r in found if r.pk not in self._obeyed]
        self._obeyed = {r.pk for r in found}
        for revocation in new:
            for socket in list(self.sockets):
                if socket.visitor.person == revocation.person:
                    self._cut(socket, revocation.stream, revocation.session)

    def _cut(self, socket: Socket, stream: str, session: str) -> None:
        """Not through the socket's own handler, which may be stuck."""
        if stream:
            if self.follows(socket, stream):
                self.leave(socket, stream)
                socket.refuse(
                    "revoked", "You are no longer in this place.", streams.label(stream)
                )
        elif not session or session == socket.visitor.session:
            socket.close(codes.SIGNED_OUT)

    # --- Who is here

    def here(self) -> dict[str, dict[int, str]]:
        """{stream: {person: alias}} of the sockets of this process."""
        found: dict[str, dict[int, str]] = {}
        for feed in self.feeds.values():
            found[feed.name] = {
                socket.visitor.person: socket.visitor.alias
                for socket in [*feed.current, *feed.lagging]
            }
        return found

    async def _tell_statuses(self) -> None:
        here = await roster.share({s.visitor.person for s in self.sockets}, self.here())
        for prefix, names in self._by_source(dict.fromkeys(self.feeds, 0)).items():
            of_these = {name: here.get(name, {}) for name in names}
            found = await read(self.table[prefix].statuses, of_these)
            for name, status in found.items():
                self._tell_status(name, frames.frame("presence", stream=name, **status))

    def _tell_status(self, name: str, payload: bytes) -> None:
        feed = self.feeds.get(name)
        if feed is None or self._statuses.get(name) == payload:
            return
        self._statuses[name] = payload
        for socket in [*feed.current, *feed.lagging]:
            socket.write_payload(payload)

    def _send_status(self, socket: Socket, stream: str) -> None:
        payload = self._statuses.get(stream)
        if payload is not None:
            socket.write_payload(payload)

    def typing(self, stream: str, person: int) -> None:
        self._show_typing(stream, person)
        if self._layer is not None:
            self._layer.tell_typing(stream, person)

    def _show_typing(self, stream: str, person: int) -> None:
        feed = self.feeds.get(stream)
        if feed is None:
            return
        payload = frames.frame("typing", stream=stream, person=person)
        for other in list(feed.current):
            if other.visitor.person != person and other.visitor.shows_typing:
                other.write_payload(payload)

    async def send_away(self, seconds: float) -> None:
        """Tells every socket to come back later, each at its own time."""
        leaving = list(self.sockets)
        for number, socket in enumerate(leaving):
            delay = 500 + int(seconds * 1000 * number / len(leaving))
            socket.send("going_away", retry_after_ms=delay)
            socket.close(codes.GOING_AWAY)


def _changes(
    source: Source, cursors: dict[str, int]
) -> tuple[dict[str, Stream], dict[str, list[Row]]]:
    """Reads the tips first and the rows second: duplicates are harmless, gaps are not."""
    now = tips.of(list(cursors))
    return now, source.changes(cursors, PAGE)


def _joined(source: Source, stream: str, after: int | None) -> tuple[int, list[Row]]:
    now = tips.of([stream])[stream].position
    if after is None:
        return now, source.latest(stream, FIRST_PAGE)
    rows = source.changes({stream: after}, PAGE)[stream]
    return max([now, *(row.position for row in rows)]), rows
