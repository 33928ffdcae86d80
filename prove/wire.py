"""A raw WebSocket on a plain socket: sends any bytes, and need not read."""

import asyncio
import base64
import os
import socket
import struct
from contextlib import suppress

from bench.client import Place

HANDSHAKE = (
    "GET /ws/ HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
    "Origin: {origin}\r\nCookie: {cookie}\r\n\r\n"
)
TEXT = 1


class Wire:
    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.reader = reader
        self._writer = writer

    @classmethod
    async def open(
        cls,
        place: Place,
        cookie: str,
        receive_buffer: int | None = None,
        step: str | None = None,
    ) -> "Wire":
        """From an address of its own, if one is given."""
        host, port = place.origin.removeprefix("http://").split(":")
        plain = socket.socket()
        if receive_buffer is not None:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        if step is not None:
            plain.bind((step, 0))
        plain.setblocking(False)
        await asyncio.get_running_loop().sock_connect(plain, (host, int(port)))
        reader, writer = await asyncio.open_connection(sock=plain)
        key = base64.b64encode(os.urandom(16)).decode()
        writer.write(
            HANDSHAKE.format(
                host=f"{host}:{port}", key=key, origin=place.origin, cookie=cookie
            ).encode()
        )
        await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
        return cls(reader, writer)

    def send_text(self, text: str) -> None:
        self._writer.write(self.frame(text.encode()))

    def send(self, data: bytes) -> None:
        self._writer.write(data)

    async def push(self, data: bytes) -> None:
        """Waits until the other side has taken it, more or less."""
        with suppress(OSError):
            self._writer.write(data)
            await self._writer.drain()
        await asyncio.sleep(0)

    def stop_reading(self) -> None:
        self._writer.transport.pause_reading()  # type: ignore[attr-defined]

    def is_closed(self) -> bool:
        return self._writer.transport.is_closing() or self.reader.at_eof()

    def is_reset(self) -> bool:
        """Whether the other side has ended it, seen without reading."""
        found = self._writer.get_extra_info("socket")
        # The first byte of tcp_info is the state: 1 is an open connection.
        state = found.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)
        return bool(state[0] != 1)

    def close(self) -> None:
        self._writer.transport.abort()

    @staticmethod
    def frame(payload: bytes, opcode: int = TEXT, *, final: bool = True) -> bytes:
        """A masked frame (RFC 6455, section 5.2); the mask is zero, which is allowed."""
        head = struct.pack("!B", (0x80 if final else 0) | opcode)
        size = len(payload)
        if size < 126:
            head += struct.pack("!B", 0x80 | size)
        elif size < 65_536:
            head += struct.pack("!BH", 0x80 | 126, size)
        else:
            head += struct.pack("!BQ", 0x80 | 127, size)
        return head + b"\0\0\0\0" + payload


async def until_closed(reader: asyncio.StreamReader) -> None:
    with suppress(OSError):
        while await reader.read(4_096):
            pass
