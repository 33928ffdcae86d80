"""Daphne with bounded sockets of ours and a graceful end; through its own server_class
hook, without a fork."""

import asyncio
import logging
import os
import threading
from typing import Any

from daphne.cli import CommandLineInterface
from daphne.http_protocol import HTTPFactory
from daphne.server import Server, reactor
from daphne.ws_protocol import WebSocketFactory
from django.conf import settings
from twisted.internet import defer

from chatserver import engine
from chatserver.gate import Gate
from chatserver.sockets import BoundedProtocol, Wire
from realtime.wire import EXTENSION

logger = logging.getLogger(__name__)

# Clients are asked to come back spread over this many seconds.
DRAIN_OVER = 5.0
# Answers under way at the end get this long.
LAST_WORDS = 3.0
# What hangs even then, say on a database that does not answer, is left behind.
GONE_WITHIN = 9.0


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
        # A frame that is too big is answered with 1009, not with silence. Daphne decodes
        # each text, and refuses it then; autobahn's own look costs five times the rest.
        factory.setProtocolOptions(failByDrop=False, utf8validateIncoming=False)
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
            "Port %s can't be used. Is another server running? Give another: PORT=8001. "
            "Is HOST an address of this machine?",
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
