"""A lean client of docs/protocol.md: one socket, posts awaited, rows handed on."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from typing import Any

import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Origin

ROWS = b'{"type":"rows"'
PATIENCE = 10.0
HEARTBEAT = 10.0
# Refusals that say "later", not "no"; the same cid goes again.
PASSING = frozenset({"too_many", "slow_mode", "not_stored", "not_now"})

Answer = dict[str, Any]
Heard = Callable[[bytes], None]


class Lost(Exception):
    """The socket ended or stayed silent; whether a post was stored is not known."""


@dataclass(slots=True, frozen=True)
class Place:
    """A server process, and how its sockets are opened."""

    url: str

    @property
    def origin(self) -> str:
        return self.url.rstrip("/")

    @property
    def socket(self) -> str:
        return self.origin.replace("http", "ws", 1) + "/ws/"


class Line:
    """One open socket. Rows go to heard() unread, so that a follower costs little."""

    def __init__(
        self, connection: ClientConnection, opened: AsyncExitStack, heard: Heard
    ) -> None:
        self._connection = connection
        self._opened = opened
        self._heard = heard
        self._asked: dict[str, asyncio.Future[Answer]] = {}
        self._joining: dict[str, asyncio.Future[Answer]] = {}
        self.resets: list[str] = []
        self._jobs = [
            asyncio.ensure_future(self._read()),
            asyncio.ensure_future(self._beat()),
        ]

    @classmethod
    async def open(cls, place: Place, cookie: str, heard: Heard) -> "Line":
        connecting = connect(
            place.socket,
            origin=Origin(place.origin),
            additional_headers={"Cookie": cookie},
            compression=None,
            max_size=None,
            max_queue=None,
            ping_interval=None,
            proxy=None,
            close_timeout=1,
        )
        opened = AsyncExitStack()
        try:
            connection = await opened.enter_async_context(connecting)
        except (OSError, InvalidStatus, TimeoutError) as problem:
            raise Lost(str(problem)) from problem
        return cls(connection, opened, heard)

    @property
    def is_open(self) -> bool:
        return not self._jobs[0].done()

    async def join(self, stream: str, after: int | None = None) -> Answer:
        return await self._ask(
            self._joining, stream, {"type": "join", "stream": stream, "after": after}
        )

    async def post(self, stream: str, cid: str, body: str) -> Answer:
        """The frame that answers: stored, or refused."""
        frame = {"type": "post", "stream": stream, "cid": cid, "body": body}
        return await self._ask(self._asked, cid, frame)

    async def close(self) -> None:
        for job in self._jobs:
            job.cancel()
        await asyncio.gather(*self._jobs, return_exceptions=True)
        with suppress(Exception):
            await self._opened.aclose()

    async def _ask(
        self, waiting: dict[str, asyncio.Future[Answer]], key: str, frame: Answer
    ) -> Answer:
        answer = waiting[key] = asyncio.get_running_loop().create_future()
        try:
            if not self.is_open:
                raise Lost("closed")
            await self._connection.send(orjson.dumps(frame), text=True)
            return await asyncio.wait_for(answer, PATIENCE)
        except (ConnectionClosed, TimeoutError) as problem:
            raise Lost(str(problem)) from problem
        finally:
            waiting.pop(key, None)

    async def _read(self) -> None:
        try:
            while True:
                payload = await self._connection.recv(decode=False)
                if payload.startswith(ROWS):
                    self._heard(payload)
                else:
                    self._take(orjson.loads(payload))
        except ConnectionClosed as problem:
            for answer in [*self._asked.values(), *self._joining.values()]:
                if not answer.done():
                    answer.set_exception(Lost(str(problem)))

    def _take(self, frame: Answer) -> None:
        key = frame.get("cid") or frame.get("stream") or ""
        if frame["type"] == "reset":
            self.resets.append(key)
        if frame["type"] not in {"stored", "held", "refused", "joined", "reset"}:
            return
        answer = self._asked.get(key) or self._joining.get(key)
        if answer is not None and not answer.done():
            answer.set_result(frame)

    async def _beat(self) -> None:
        with suppress(ConnectionClosed):
            while True:
                await asyncio.sleep(HEARTBEAT)
                await self._connection.send(b'{"type":"ping","cursors":{}}', text=True)


def now() -> float:
    return time.perf_counter()
