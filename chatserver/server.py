"""Daphne with ready-made frames, bounded sockets and a graceful end; through its own
server_class hook, without a fork."""

import asyncio
import contextlib
import logging
import os
import socket
import threading
from typing import Any

from daphne.cli import CommandLineInterface
from daphne.http_protocol import HTTPFactory
from daphne.server import Server, reactor
from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol
from django.conf import settings
from twisted.internet import defer

from chatserver import engine
from chatserver.gate import Gate, host_of
from realtime.wire import EXTENSION, text_frame

logger = logging.getLogger(__name__)

# Frames that one socket may have waiting for us before it is cut.
MOST_QUEUED = 64
SEND_BUFFER = 64 * 1024
# Clients are asked to come back spread over this many seconds.
DRAIN_OVER = 5.0
# Answers under way at the end get this long.
LAST_WORDS = 3.0
# What hangs even then, say on a database that does not answer, is left behind.
GONE_WITHIN = 9.0


class Wire:
    """Writes ready-made frames straight to one connection's transport."""

    __slots__ = ("_protocol",)

    def __init__(self, protocol: "BoundedProtocol") -> None:
        self._protocol = protocol

    def ready(self, payload: bytes) -> bytes:
        return text_frame(payload)

    def write(self, frame: bytes) -> None:
        protocol = self._protocol
        if protocol.state != protocol.STATE_OPEN or not protocol.transport.connected:
            return
        transport = protocol.transport
        if not self.unsent():
            # Nothing waits: give it to the kernel at once and keep what it won't take.
            try:
                with contextlib.suppress(BlockingIOError):
                    frame = frame[transport.socket.send(frame) :]
            except OSError:
                transport.abortConnection()
                return
        if frame:
            transport.write(frame)

    def unsent(self) -> int:
        transport = self._protocol.transport
        if transport is None:
            return 0
        return len(transport.dataBuffer) - transport.offset + transport._tempDataLen

    def close(self, code: int) -> None:
        if self._protocol.state == self._protocol.STATE_OPEN:
            # autobahn's sendClose() refuses 1012, which the server may well send.
            self._protocol.sendCloseFrame(code=code)
        self._protocol.forget()

    def stop_reading(self) -> None:
        if self._protocol.transport is not None:
            self._protocol.transport.pauseProducing()

    def abort(self) -> None:
        self._protocol.forget()
        if self._protocol.transport is not None:
            self._protocol.transport.abortConnection()


class BoundedProtocol(WebSocketProtocol):
    """A WebSocket whose inbound queue is bounded and whose outbound bytes are seen."""

    def onConnect(self, request: Any) -> Any:
        self.transport.socket.setsockopt(
            socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER
        )
        self.transport.setTcpNoDelay(True)
        return super().onConnect(request)

    def connectionLost(self, reason: Any) -> None:
        self.factory.server_class.http_factory.left(host_of(self.transport.getPeer()))
        super().connectionLost(reason)

    def onMessage(self, payload: bytes, isBinary: bool) -> None:
        if self.state != self.STATE_OPEN:
            return  # we have said goodbye; nobody reads what still comes
        queue = getattr(self, "application_queue", None)
        if queue is None or queue.qsize() > MOST_QUEUED:
            self.forget()
            self.transport.abortConnection()
            return
        super().onMessage(payload, isBinary)

    def forget(self) -> None:
        """Lets go of frames that nobody will read: what is closed lingers in memory."""
        queue = getattr(self, "application_queue", None)
        while queue is not None and not queue.empty():
            queue.get_nowait()


class AlongsideServer(Server):
    """Starts the hub and the writer with the reactor and ends them in order."""

    def run(self) -> None:
        self.ports: list[Any] = []
        reactor.callWhenRunning(lambda: asyncio.ensure_future(self._start()))
        super().run()

    @property
    def ws_factory(self) -> WebSocketFactory:
        return self._ws_factory

    @ws_factory.setter
    def ws_factory(self, factory: WebSocketFactory) -> None:
        # Daphne makes its factory in run(); this is where its sockets become ours.
        factory.protocol = BoundedProtocol
        # A frame that is too big is answered with 1009, not with silence.
        factory.setProtocolOptions(failByDrop=False)
        self._ws_factory = factory

    @property
    def http_factory(self) -> Gate:
        return self._gate

    @http_factory.setter
    def http_factory(self, factory: HTTPFactory) -> None:
        # Daphne makes its own in run(); ours asks who comes in.
        self._gate = Gate(factory.server)

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        if isinstance(protocol, BoundedProtocol):
            scope.setdefault("extensions", {})[EXTENSION] = Wire(protocol)
        return super().create_application(protocol, scope)

    def kill_all_applications(self) -> Any:
        """Called before the reactor stops; the reactor waits for what this returns."""
        return defer.Deferred.fromFuture(asyncio.ensure_future(self._drain()))

    async def _start(self) -> None:
        try:
            await engine.start()
        except Exception:
            logger.exception("the server could not start")
            self._give_up()

    def _give_up(self) -> None:
        self.abort_start = True  # Daphne's command line then exits with 1
        self.stop()

    async def _drain(self) -> None:
        """Stops listening, sends everybody away, finishes commits in flight."""
        hurry = threading.Timer(GONE_WITHIN, _leave_behind)
        hurry.daemon = True
        hurry.start()
        for port in self.ports:
            port.stopListening()
        try:
            await engine.stop(DRAIN_OVER)
            await self._finish_applications()
        except Exception:
            logger.exception("the server did not end in order")

    async def _finish_applications(self) -> None:
        """Gives what still runs a moment to end, then cancels it."""
        running = [
            details["application_instance"]
            for details in self.connections.values()
            if "application_instance" in details
        ]
        if running:
            _, late = await asyncio.wait(running, timeout=LAST_WORDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    def listen_error(self, failure: Any) -> None:
        logger.critical(
            "Port %s can't be used. Is another server running? Give another: PORT=8001",
            settings.PORT,
        )
        self._give_up()

    def listen_success(self, port: Any) -> None:
        self.ports.append(port)
        super().listen_success(port)


def _leave_behind() -> None:
    logger.critical("the server did not end in time")
    os._exit(1)


class CommandLine(CommandLineInterface):
    server_class = AlongsideServer
