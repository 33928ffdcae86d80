"""Follows streams as a member would, and keeps what was seen, in the order it came."""

import asyncio
import hashlib
from dataclasses import dataclass, field
from typing import Any

import orjson

from bench.client import Line, Lost, Place, now
from bench.people import Account

Frame = dict[str, Any]


@dataclass(slots=True, frozen=True)
class Seen:
    """A message as it stood on a stream."""

    seq: int
    position: int
    author: int
    mark: str
    at: float


@dataclass(slots=True)
class Sight:
    """What one watcher has seen of one stream."""

    cursor: int = 0
    place: int = 0
    messages: dict[int, Seen] = field(default_factory=dict)
    doubled: int = 0
    disordered: int = 0
    gaps: int = 0

    def take(self, frame: Frame) -> bool:
        """Moves along a frame; False where changes are missing before it."""
        if frame["from"] > self.cursor:
            self.gaps += 1
            return False
        for row in frame["rows"]:
            self._row(row)
        self.cursor = max(self.cursor, frame["to"])
        return True

    def read_up(self, joined: Frame) -> None:
        for row in joined["rows"]:
            self._row(row)
        self.cursor = joined["position"]

    def _row(self, row: dict[str, Any]) -> None:
        seen = Seen(
            row["seq"], row["position"], row["author"]["id"], mark(row["body"]), now()
        )
        before = self.messages.get(row["id"])
        if before is None:
            # The next place and no other: seq has no holes and never goes back.
            self.disordered += seen.seq != self.place + 1
            self.place = max(self.place, seen.seq)
            self.messages[row["id"]] = seen
        else:
            self.doubled += before.position == seen.position


class Watcher:
    """One account's socket on one stream of a process; comes back when it is cut."""

    def __init__(self, place: Place, account: Account) -> None:
        self.stream = account.stream
        self.sight = Sight()
        self.resets = 0
        self._place = place
        self._account = account
        self._line: Line | None = None
        self._behind = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        await self._open()
        self._task = asyncio.ensure_future(self._stay())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._line is not None:
            await self._line.close()

    async def _open(self) -> None:
        self._line = await Line.open(self._place, self._account.cookie, self._heard)
        await self._read_up()

    def _heard(self, payload: bytes) -> None:
        if not self.sight.take(orjson.loads(payload)):
            self._behind.set()

    async def _stay(self) -> None:
        """Reads up after a gap, and opens anew after a cut."""
        while True:
            try:
                assert self._line is not None
                if self._behind.is_set():
                    self._behind.clear()
                    await self._read_up()
                if not self._line.is_open:
                    await self._open()
            except Lost:
                await asyncio.sleep(0.2)
            await asyncio.sleep(0.05)

    async def _read_up(self) -> None:
        assert self._line is not None
        more = True
        while more:
            joined = await self._line.join(self.stream, self.sight.cursor)
            if joined["type"] != "joined":
                self.resets += joined["type"] == "reset"
                raise Lost(str(joined))
            self.sight.read_up(joined)
            more = joined["more"]


async def read_all(place: Place, account: Account) -> Sight:
    """A stream from its first change to its last, by a client that knows nothing."""
    reader = Watcher(place, account)
    await reader._open()
    await reader.stop()
    return reader.sight


def mark(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:32]
