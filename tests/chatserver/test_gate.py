"""What is let in at all, tried on a real server with plain sockets."""

import socket
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.test import override_settings
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.error import ConnectionDone
from twisted.internet.task import Clock
from twisted.internet.testing import StringTransport
from twisted.python.failure import Failure

from chatserver import gate
from tests.parts import servers
from tests.parts.servers import Server

FIRST_LINES = b"GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@pytest.fixture
def narrow(seeded_folder: Path, tmp_path: Path) -> Iterator[Server]:
    """A server with room for six connections of one address."""
    with servers.one(
        seeded_folder, tmp_path / "var", SOCKETS_PER_ADDRESS="2"
    ) as running:
        yield running


def test_an_address_has_only_so_many_connections(narrow: Server) -> None:
    here = [_open(narrow) for _ in range(6)]
    refused = _open(narrow)
    assert refused.recv(1) == b""
    here.pop().close()
    assert _eventually_alive(narrow)
    for one in [*here, refused]:
        one.close()


def test_a_stranger_cannot_say_where_the_server_stands(narrow: Server) -> None:
    with _open(narrow) as line:
        line.sendall(
            b"GET /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            b"Daphne-Root-Path: /elsewhere\r\nConnection: close\r\n\r\n"
        )
        page = b"".join(iter(lambda: line.recv(65_536), b""))
    assert b"200 OK" in page
    assert b"/elsewhere" not in page


@pytest.mark.parametrize("sent", [b"", FIRST_LINES, FIRST_LINES + b"Content-Length: 9"])
def test_a_request_that_takes_too_long_to_arrive_is_cut(sent: bytes) -> None:
    clock, transport = Clock(), Cut()
    _connect(clock, transport).dataReceived(sent)
    clock.advance(gate.ARRIVES_WITHIN - 0.1)
    assert not transport.was_aborted
    clock.advance(0.2)
    assert transport.was_aborted


def test_bytes_that_trickle_in_do_not_make_a_deadline_longer() -> None:
    clock, transport = Clock(), Cut()
    channel = _connect(clock, transport)
    channel.dataReceived(FIRST_LINES)
    for _ in range(11):
        channel.dataReceived(b"X")
        clock.advance(1)
    assert transport.was_aborted


@pytest.mark.parametrize(
    ("head", "end"),
    [
        (b"Content-Length: 2500001\r\n\r\n", b""),
        (b"Transfer-Encoding: chunked\r\n\r\n2625A1\r\n", b"\r\n0\r\n\r\n"),
    ],
    ids=["it says so", "in chunks"],
)
def test_a_request_that_brings_too_much_is_turned_away(head: bytes, end: bytes) -> None:
    transport = Cut()
    channel = _connect(Clock(), transport)
    first = b"POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    channel.dataReceived(first + head + b"x" * (gate.MOST_BODY + 1) + end)
    assert transport.value() == gate.TOO_LONG
    assert transport.disconnecting
    channel.connectionLost(Failure(ConnectionDone()))
    channel.factory.server.create_application.assert_not_called()


@pytest.mark.parametrize(
    ("name", "from_ours", "from_others"),
    [
        (b"x-forwarded-for", False, True),
        (b"x-real-ip", False, True),
        (b"daphne-root-path", True, True),
        (b"host", False, False),
    ],
)
def test_what_a_proxy_hands_on_from_anybody_is_not_believed(
    name: bytes, from_ours: bool, from_others: bool
) -> None:
    assert gate.is_hearsay(name, is_ours=True) is from_ours
    assert gate.is_hearsay(name, is_ours=False) is from_others


def test_only_a_proxy_of_ours_may_bring_more_connections() -> None:
    with override_settings(SOCKETS_PER_ADDRESS=1, TRUSTED_PROXIES=["10.0.0.1"]):
        door = gate.Gate(server=None)
        assert _let_in(door, "10.0.0.1") == 9
        assert _let_in(door, "10.0.0.2") == 3


def test_a_home_network_is_one_address_however_many_it_has() -> None:
    with override_settings(SOCKETS_PER_ADDRESS=1):
        door = gate.Gate(server=None)
        assert _let_in(door, "2001:db8::1") == 3
        assert _let_in(door, "2001:db8::2") == 0
        assert _let_in(door, "2001:db8:0:1::1") == 3
        door.left("2001:db8::1")
        assert _let_in(door, "2001:db8::2") == 1


def _let_in(door: gate.Gate, host: str) -> int:
    kind = IPv6Address if ":" in host else IPv4Address
    address = kind("TCP", host, 1)
    return sum(door.buildProtocol(address) is not None for _ in range(9))


class Cut(StringTransport):
    was_aborted = False

    def abortConnection(self) -> None:  # noqa: N802  Twisted's name
        self.was_aborted = True


def _connect(clock: Clock, transport: Cut) -> gate.Channel:
    channel = gate.Channel()
    channel.call_later = clock.callLater
    channel.factory = gate.Gate(server=Mock())
    channel.makeConnection(transport)
    return channel


def _open(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=5)


def _eventually_alive(server: Server) -> bool:
    """A place that was just left may take the server a moment to notice."""
    for _ in range(100):
        with _open(server) as line:
            try:
                line.sendall(FIRST_LINES + b"Connection: close\r\n\r\n")
                if line.recv(15) == b"HTTP/1.1 200 OK":
                    return True
            except OSError:
                continue
    return False
