"""Calls to a place that somebody named: on the open internet, or inside if it is allowed.

Its name is looked up once, and the address that was looked at is the one that is called.
So no name, however it changes, leads into the network where we stand.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import SplitResult, urlsplit

OWN_MACHINE = ("127.0.0.1", "localhost", "::1")


class NotAllowed(ValueError):
    """This leads where we never call."""


def read(address: str) -> SplitResult:
    """The parts of a whole web address; NotAllowed for anything else."""
    try:
        url = urlsplit(address)
        is_whole = url.hostname and url.port != 0 and url.username is None
    except ValueError as problem:
        raise NotAllowed from problem
    if not is_whole or not address.isascii() or not address.isprintable():
        raise NotAllowed
    if " " in address:
        raise NotAllowed
    return url


def addresses_of(url: SplitResult, inside: Collection[str]) -> list[str]:
    """Where its host is; any place will do for a host that stands in inside."""
    host = url.hostname or ""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    if host not in inside:
        # One that leads inside is enough to trust none of them.
        for address in addresses:
            check_address(address)
    return addresses


def check_address(address: str) -> None:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.sixtofour or ip.teredo or ip in _NAT64:
            raise NotAllowed
        ip = ip.ipv4_mapped or ip
    if not ip.is_global or ip.is_multicast:
        raise NotAllowed


_NAT64 = ipaddress.ip_network("64:ff9b::/32")


@contextmanager
def line_to(
    url: SplitResult, inside: Collection[str], patience: float
) -> Iterator[http.client.HTTPConnection]:
    """An open line; it has so many seconds to open, and so many until it is cut."""
    kind = _PinnedTls if url.scheme == "https" else _Pinned
    line = kind(url, addresses_of(url, inside), patience)
    # The time-out of a socket is for each step; a drip of bytes must end as well. Before
    # it is open there is nothing to cut.
    end = threading.Timer(patience, _cut, [line])
    end.daemon = True
    try:
        line.connect()
        end.start()
        yield line
    finally:
        end.cancel()
        line.close()


def _cut(line: http.client.HTTPConnection) -> None:
    # It may have ended in this moment.
    with suppress(OSError):
        if line.sock is not None:
            line.sock.shutdown(socket.SHUT_RDWR)


class _Pinned(http.client.HTTPConnection):
    def __init__(self, url: SplitResult, addresses: list[str], patience: float) -> None:
        super().__init__(url.hostname or "", url.port, timeout=patience)
        self._addresses, self._patience = addresses, patience

    def connect(self) -> None:
        """To the first that answers; together they have as long as one."""
        self.sock = self._first_that_answers()
        self.sock.settimeout(self._patience)

    def _first_that_answers(self) -> Any:
        *others, last = self._addresses
        each = self._patience / len(self._addresses)
        for address in others:
            with suppress(OSError):
                return socket.create_connection((address, self.port), each)
        return socket.create_connection((last, self.port), each)


class _PinnedTls(_Pinned):
    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        super().connect()
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
