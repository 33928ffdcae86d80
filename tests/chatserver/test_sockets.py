"""What a socket costs once it has broken a limit: no memory, and no more reading."""

import asyncio
import gc
import socket
import weakref
from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from daphne.ws_protocol import WebSocketProtocol
from twisted.internet.task import Clock
from twisted.internet.testing import StringTransport

from chatserver.sockets import (
    LAST_WORD,
    TCP_RTO_MAX_MS,
    BoundedProtocol,
    Wire,
    tune,
)


class Transport(StringTransport):
    was_aborted = False

    def abortConnection(self) -> None:  # noqa: N802  Twisted's name
        self.was_aborted = True


def test_who_breaks_a_limit_is_read_no_further_and_cut_though_they_never_agree(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock, protocol = Clock(), BoundedProtocol()
    monkeypatch.setattr(Wire, "call_later", clock.callLater)
    protocol.state = protocol.STATE_CONNECTING
    protocol.transport = Transport()

    Wire(protocol).shut_out(4429)

    assert protocol.transport.producerState == "paused"
    clock.advance(LAST_WORD)
    assert protocol.transport.was_aborted


@pytest.mark.parametrize("refuses", [None, OSError], ids=["new kernel", "old kernel"])
def test_words_are_sent_again_soon_where_the_kernel_can(
    refuses: type[OSError] | None,
) -> None:
    line = Mock(setsockopt=Mock(side_effect=[None, None, refuses]))

    tune(line)

    line.setsockopt.assert_called_with(socket.IPPROTO_TCP, TCP_RTO_MAX_MS, 2_000)


def test_a_socket_that_was_cut_keeps_none_of_its_frames_in_memory() -> None:
    protocol = BoundedProtocol()
    protocol.application_queue = asyncio.Queue()
    protocol.transport = None
    protocol.application_queue.put_nowait({"type": "websocket.receive", "text": "x"})

    Wire(protocol).abort()

    assert protocol.application_queue.empty()


def test_an_open_socket_keeps_nothing_of_the_handshake_it_began_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(WebSocketProtocol, "onOpen", Mock())
    protocol = BoundedProtocol()
    protocol.http_headers = {"cookie": "c" * 2_000}
    protocol.request = Mock(headers=protocol.http_headers)

    protocol.onOpen()

    assert not protocol.http_headers
    assert not protocol.request.headers


def test_what_a_lost_line_never_took_is_not_kept_in_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(WebSocketProtocol, "connectionLost", Mock())
    protocol = BoundedProtocol()
    protocol.factory, line = Mock(), Mock(dataBuffer=b"never", offset=2)
    line._tempDataBuffer, line._tempDataLen = [b"taken"], 5
    protocol.transport = line
    assert Wire(protocol).unsent() == 8

    protocol.connectionLost(Mock())

    assert Wire(protocol).unsent() == 0
    assert (line.dataBuffer, line._tempDataBuffer) == (b"", [])


def test_a_lost_line_goes_from_memory_before_anybody_looks_for_garbage(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def told_of_its_own_end(protocol: BoundedProtocol, reason: object) -> None:
        protocol.is_closed.callback(protocol)

    monkeypatch.setattr(WebSocketProtocol, "connectionLost", told_of_its_own_end)
    gc.disable()
    try:
        assert _lost_line()() is None
    finally:
        gc.enable()


def _lost_line() -> "weakref.ref[BoundedProtocol]":
    protocol = BoundedProtocol()
    gate = SimpleNamespace(left=lambda host: None)
    protocol.factory = SimpleNamespace(server_class=SimpleNamespace(http_factory=gate))
    protocol.transport = SimpleNamespace(getPeer=lambda: None)
    protocol.connectionLost(None)
    return weakref.ref(protocol)
