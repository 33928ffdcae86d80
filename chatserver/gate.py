"""What is let in at all: how many connections, how long a request may take to arrive,
and whose word counts about where it came from."""

from collections import Counter
from typing import Any

from daphne.http_protocol import HTTPFactory, WebRequest
from django.conf import settings
from twisted.internet import reactor
from twisted.web import http

from people.addresses import nearest

# A request, headers and body, must have arrived by then; also the very first byte.
ARRIVES_WITHIN = 10.0
# A browser has one socket, and a few requests beside it.
CONNECTIONS_A_SOCKET = 3
# What one request may bring: the largest is a file of volunteers (mentoring/import_views.py).
MOST_BODY = 2_500_000
TOO_LONG = (
    b"HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
)
# A proxy hands on from anybody what it does not know, and none of ours says this.
NOBODYS = b"daphne-"
# Only a proxy of ours may say these.
HEARSAY = b"x-forwarded-"
HEARSAY_NAMES = frozenset({b"forwarded", b"x-real-ip"})


class Request(WebRequest):
    """Turned away before more of it is kept than anybody needs to send."""

    _may_bring = MOST_BODY

    def gotLength(self, length: int | None) -> None:
        super().gotLength(length)
        if length is not None and length > MOST_BODY:
            self._turn_away()

    def handleContentChunk(self, data: bytes) -> None:
        if self._is_turned_away():
            return
        self._may_bring -= len(data)
        if self._is_turned_away():
            self._turn_away()
        else:
            super().handleContentChunk(data)

    def process(self) -> Any:
        if self._is_turned_away():
            return None
        is_ours = host_of(self.client) in settings.TRUSTED_PROXIES
        for name, _ in list(self.requestHeaders.getAllRawHeaders()):
            if is_hearsay(name.lower(), is_ours):
                self.requestHeaders.removeHeader(name)
        return super().process()

    def _turn_away(self) -> None:
        self._may_bring = -1
        self.channel.write(TOO_LONG)
        self.channel.loseConnection()

    def _is_turned_away(self) -> bool:
        return self._may_bring < 0


class Channel(http.HTTPChannel):
    """A connection that is cut while a request on it takes too long to arrive."""

    requestFactory = Request  # noqa: N815  Twisted's name
    call_later: Any = staticmethod(reactor.callLater)
    _deadline: Any = None

    def connectionMade(self) -> None:
        super().connectionMade()
        self._wait()

    def dataReceived(self, data: bytes) -> None:
        if self._deadline is None and not self._handlingRequest:
            self._wait()
        super().dataReceived(data)

    def allContentReceived(self) -> None:
        self._stop_waiting()
        super().allContentReceived()

    def connectionLost(self, reason: Any = None) -> None:
        self._stop_waiting()
        self.factory.left(host_of(self.getPeer()))
        super().connectionLost(reason)

    def _wait(self) -> None:
        self._deadline = self.call_later(ARRIVES_WITHIN, self._give_up)

    def _stop_waiting(self) -> None:
        if self._deadline is not None and self._deadline.active():
            self._deadline.cancel()
        self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        if self.transport is not None:
            self.transport.abortConnection()


class Gate(HTTPFactory):
    """Counts the connections of each address, also those that became sockets.

    For IPv6 of a whole home network: its addresses are as many as anybody likes.
    """

    def __init__(self, server: Any) -> None:
        super().__init__(server)
        self._here: Counter[str] = Counter()

    def protocol(self) -> Any:
        return http._GenericHTTPChannelProtocol(Channel())

    def buildProtocol(self, addr: Any) -> Any:
        host = host_of(addr)
        if not self._has_place_for(host):
            return None
        self._here[nearest(host, "")] += 1
        protocol = super().buildProtocol(addr)
        protocol.requestFactory = Request
        return protocol

    def left(self, host: str) -> None:
        place = nearest(host, "")
        self._here[place] -= 1
        if self._here[place] <= 0:
            del self._here[place]

    def _has_place_for(self, host: str) -> bool:
        if self._here.total() >= CONNECTIONS_A_SOCKET * settings.SOCKETS_IN_ALL:
            return False
        most = CONNECTIONS_A_SOCKET * settings.SOCKETS_PER_ADDRESS
        is_ours = host in settings.TRUSTED_PROXIES
        return is_ours or self._here[nearest(host, "")] < most


def host_of(address: Any) -> str:
    return getattr(address, "host", "")


def is_hearsay(name: bytes, is_ours: bool) -> bool:
    """Whether a header is not to be believed; `is_ours` if a proxy of ours hands it on."""
    if name.startswith(NOBODYS):
        return True
    return not is_ours and (name.startswith(HEARSAY) or name in HEARSAY_NAMES)
