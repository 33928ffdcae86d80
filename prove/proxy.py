"""A bad network between two parts: cuts, resets, dead links, slices of a byte, delays."""

import asyncio
import random
import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

FAULTS = ("cut", "reset", "half-open", "slices", "delay")
CHUNK = 65_536
# At this many bytes a slice, a link is slow and still of use.
SLICES_FOR = 400


class Link:
    """One connection through the proxy, and what is wrong with it now."""

    def __init__(self, near: asyncio.StreamWriter, far: asyncio.StreamWriter) -> None:
        self.ends = (near, far)
        self.fault = ""
        self.delay = 0.0
        self.flows = asyncio.Event()
        self.flows.set()

    def suffer(self, fault: str, delay: float) -> None:
        self.fault, self.delay = fault, delay
        if fault == "half-open":
            self.flows.clear()

    def heal(self) -> None:
        """A dead link stays dead: it only becomes known now."""
        fault, self.fault = self.fault, ""
        self.flows.set()
        if fault == "half-open":
            self.end(reset=True)

    def end(self, reset: bool) -> None:
        for writer in self.ends:
            if reset:
                _reset_on_close(writer)
            writer.transport.abort() if reset else writer.close()
        self.flows.set()

    async def carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            while data := await reader.read(CHUNK):
                await self.flows.wait()
                if self.fault == "delay":
                    await asyncio.sleep(self.delay)
                if self.fault == "slices":
                    await self._slice(writer, data[:SLICES_FOR])
                    data = data[SLICES_FOR:]
                writer.write(data)
                await writer.drain()
        with suppress(OSError):
            writer.close()

    async def _slice(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        for place in range(len(data)):
            writer.write(data[place : place + 1])
            await writer.drain()
            await asyncio.sleep(0)


class Network:
    """The loop of all proxies, in a thread of its own: no experiment holds it up."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()

    def before(self, name: str, far: int | Path, near: int | Path) -> "Proxy":
        proxy = Proxy(name, far, self.loop)
        asyncio.run_coroutine_threadsafe(proxy.listen(near), self.loop).result(5)
        return proxy

    def stop(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()


class Proxy:
    """Stands before one address; strike() comes from another thread and waits."""

    def __init__(
        self, name: str, far: int | Path, loop: asyncio.AbstractEventLoop
    ) -> None:
        self.name = name
        self._far = far
        self._links: set[Link] = set()
        self._loop = loop

    async def listen(self, near: int | Path) -> None:
        if isinstance(near, Path):
            self._server = await asyncio.start_unix_server(self._accept, near)
            near.chmod(0o777)
        else:
            self._server = await asyncio.start_server(self._accept, "127.0.0.1", near)

    def strike(self, chance: random.Random, fault: str, seconds: float) -> None:
        """Some or all of the links suffer for so long."""
        share = chance.choice([0.3, 1.0])
        links = [link for link in list(self._links) if chance.random() < share]
        delay = chance.uniform(0.1, seconds)
        for link in links:
            if fault in {"cut", "reset"}:
                self._call(link.end, fault == "reset")
            else:
                self._call(link.suffer, fault, delay)
        time.sleep(seconds)
        for link in links:
            self._call(link.heal)

    def _call(self, verb: Callable[..., None], *arguments: object) -> None:
        self._loop.call_soon_threadsafe(verb, *arguments)

    async def _accept(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            far_reader, far_writer = await self._connect()
        except OSError:
            writer.close()
            return
        _at_once(writer)
        link = Link(writer, far_writer)
        self._links.add(link)
        try:
            await asyncio.gather(
                link.carry(reader, far_writer), link.carry(far_reader, writer)
            )
        finally:
            self._links.discard(link)

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if isinstance(self._far, Path):
            return await asyncio.open_unix_connection(str(self._far))
        return await asyncio.open_connection("127.0.0.1", self._far)


def _at_once(writer: asyncio.StreamWriter) -> None:
    found = writer.get_extra_info("socket")
    if found is not None and found.family == socket.AF_INET:
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _reset_on_close(writer: asyncio.StreamWriter) -> None:
    found = writer.get_extra_info("socket")
    linger = struct.pack("ii", 1, 0)
    with suppress(OSError):  # it may have closed by itself
        found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
