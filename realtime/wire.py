"""How bytes reach one browser: ready-made frames where the server offers them."""

import asyncio
import struct
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

# What chatserver.server puts into scope["extensions"].
EXTENSION = "alongside.wire"


def text_frame(payload: bytes) -> bytes:
    """An unmasked final text frame (RFC 6455, section 5.2)."""
    size = len(payload)
    if size < 126:
        head = struct.pack("!BB", 0x81, size)
    elif size < 65_536:
        head = struct.pack("!BBH", 0x81, 126, size)
    else:
        head = struct.pack("!BBQ", 0x81, 127, size)
    return head + payload


class Wire(Protocol):
    def ready(self, payload: bytes) -> bytes:
        """The frame for a payload, to be written to any number of sockets."""
        ...

    def write(self, frame: bytes) -> None: ...

    def unsent(self) -> int:
        """Bytes that the other side has not yet taken."""
        ...

    def close(self, code: int) -> None:
        """Says goodbye with a code, without waiting for the application."""
        ...

    def abort(self) -> None: ...


class PlainWire:
    """The same over any ASGI server, through its send; used by tests and elsewhere."""

    def __init__(self, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        self._send = send
        self._waiting: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._bytes = 0
        self._task = asyncio.ensure_future(self._work())

    def ready(self, payload: bytes) -> bytes:
        return payload

    def write(self, frame: bytes) -> None:
        self._bytes += len(frame)
        self._waiting.put_nowait({"type": "websocket.send", "text": frame.decode()})

    def unsent(self) -> int:
        return self._bytes

    def close(self, code: int) -> None:
        self._waiting.put_nowait({"type": "websocket.close", "code": code})

    def abort(self) -> None:
        self._task.cancel()

    async def _work(self) -> None:
        while True:
            event = await self._waiting.get()
            await self._send(event)
            self._bytes -= len(event.get("text", "").encode())
