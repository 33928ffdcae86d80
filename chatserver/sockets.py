"""One WebSocket as the server holds it: ready-made frames out, and bounds both ways."""

import contextlib
import socket
from typing import Any

from daphne.ws_protocol import WebSocketProtocol
from django.conf import settings
from twisted.internet import reactor

from chatserver.gate import host_of
from realtime import codes
from realtime.limits import Bucket
from realtime.wire import text_frame

# Frames that one socket may have waiting for us, while one of them takes its time.
MOST_QUEUED = 128
SEND_BUFFER = 64 * 1024
# Linux sends again after waits that double up to two minutes; since 6.15 one may say how
# long at most, and words then come soon after a broken link is whole. Python lacks a name.
TCP_RTO_MAX_MS, LONGEST_WAIT = 44, 2_000
# What is read of one socket before the others have their turn.
ONE_READ = 16 * 1024
# So many bytes weigh as much as a frame does by itself.
A_WEIGHT = 4 * 1024
# Long enough for a close to arrive, and to be answered by who means well.
LAST_WORD = 0.3


class Wire:
    """Writes ready-made frames straight to one connection's transport."""

    __slots__ = ("_protocol",)
    call_later: Any = staticmethod(reactor.callLater)

    def __init__(self, protocol: "BoundedProtocol") -> None:
        self._protocol = protocol

    def ready(self, payload: bytes) -> bytes:
        return text_frame(payload)

    def write(self, frame: bytes) -> int:
        protocol = self._protocol
        transport = protocol.transport
        if protocol.state != protocol.STATE_OPEN or not transport.connected:
            return 0
        if not self.unsent():
            # Nothing waits: give it to the kernel at once and keep what it won't take.
            try:
                frame = frame[transport.socket.send(frame) :]
            except BlockingIOError:
                pass  # suppress() takes a dozen times as long, for every frame
            except OSError:
                transport.abortConnection()
                return 0
            if not frame:
                return 0
        transport.write(frame)
        return self.unsent()

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

    def shut_out(self, code: int) -> None:
        """What still comes stays with the kernel: even to drop it would cost."""
        self.close(code)
        if self._protocol.transport is not None:
            self._protocol.transport.pauseProducing()
        self.call_later(LAST_WORD, self.abort)

    def abort(self) -> None:
        self._protocol.forget()
        if self._protocol.transport is not None:
            self._protocol.transport.abortConnection()


class BoundedProtocol(WebSocketProtocol):
    """A WebSocket that is read only so far, and whose outbound bytes are seen.

    What comes is weighed before it is understood, by its bytes and by its frames of every
    kind, so that a flood ends at the price of its first moment. Who means well may send
    twice what is answered: they may not know yet that they are too fast.
    """

    def connectionMade(self) -> None:
        self._allowance = Bucket(
            2 * settings.FRAMES_PER_SECOND, 2 * settings.FRAMES_BURST
        )
        self.transport.bufferSize = ONE_READ
        super().connectionMade()

    def onConnect(self, request: Any) -> Any:
        tune(self.transport.socket)
        return super().onConnect(request)

    def onOpen(self) -> None:
        super().onOpen()
        # What only the handshake was made of: a browser's headers are some kilobytes.
        self.http_headers = self.request.headers = {}

    def connectionLost(self, reason: Any) -> None:
        self.factory.server_class.http_factory.left(host_of(self.transport.getPeer()))
        super().connectionLost(reason)
        # What was never taken goes now: the transport itself lingers in memory.
        self.transport.dataBuffer, self.transport.offset = b"", 0
        self.transport._tempDataBuffer, self.transport._tempDataLen = [], 0
        # It was told of its own end, a ring: without it 40 kB go at once, unsearched for.
        self.is_closed = None

    def dataReceived(self, data: bytes) -> None:
        if self._allowance.wait(len(data) / A_WEIGHT):
            self._shut_out()
        else:
            super().dataReceived(data)

    def onFrameBegin(self) -> None:
        if self._allowance.wait():
            self._shut_out()
        else:
            super().onFrameBegin()

    def onMessage(self, payload: bytes, isBinary: bool) -> None:
        if self.state != self.STATE_OPEN:
            return  # we have said goodbye; nobody reads what still comes
        queue = getattr(self, "application_queue", None)
        if queue is None or queue.qsize() >= MOST_QUEUED:
            self._shut_out()
            return
        try:
            super().onMessage(payload, isBinary)
        except UnicodeDecodeError:
            self.sendCloseFrame(code=self.CLOSE_STATUS_CODE_INVALID_PAYLOAD)

    def forget(self) -> None:
        """Lets go of frames that nobody will read: what is closed lingers in memory."""
        queue = getattr(self, "application_queue", None)
        while queue is not None and not queue.empty():
            queue.get_nowait()

    def _shut_out(self) -> None:
        # In what was read together with this frame there may be thousands more.
        self.data = b""
        self.current_frame = None
        Wire(self).shut_out(codes.TOO_MANY)


def tune(line: socket.socket) -> None:
    line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with contextlib.suppress(OSError):  # an older kernel
        line.setsockopt(socket.IPPROTO_TCP, TCP_RTO_MAX_MS, LONGEST_WAIT)
