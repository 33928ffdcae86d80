"""One POST to a push service: https, to an address of the open internet, and no further.

The address comes from a browser, so it may not lead into the network where we stand.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

PATIENCE = 5.0  # seconds, from first to last
LONGEST = 600


class NotAllowed(ValueError):
    """This endpoint is none that we would ever call."""


@dataclass(frozen=True)
class Answer:
    status: int
    retry_after: int


def check(endpoint: str) -> SplitResult:
    """Reads an endpoint; NotAllowed for what cannot be a push service's."""
    try:
        url = urlsplit(endpoint)
        host, port = url.hostname, url.port
    except ValueError as problem:
        raise NotAllowed from problem
    if not host or url.username is not None or len(endpoint) > LONGEST:
        raise NotAllowed
    if not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        raise NotAllowed
    if _is_own_machine(host):
        return url
    if url.scheme != "https" or port not in {None, 443}:
        raise NotAllowed
    if _is_number(host):
        _check_address(host)
    return url


def post(endpoint: str, headers: dict[str, str], body: bytes) -> Answer:
    """Only the status of the answer is read, and no redirect followed."""
    url = check(endpoint)
    path = f"{url.path or '/'}{'?' + url.query if url.query else ''}"
    with ended_within(PATIENCE, _connection(url)) as connection:
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        return Answer(answer.status, _seconds(answer.getheader("Retry-After")))


@contextmanager
def ended_within(
    seconds: float, connection: http.client.HTTPConnection
) -> Iterator[http.client.HTTPConnection]:
    """Its own time-out is for each step; a drip of bytes must end as well."""
    end = threading.Timer(seconds, _cut, [connection])
    end.daemon = True
    end.start()
    try:
        yield connection
    finally:
        end.cancel()
        connection.close()


def _cut(connection: http.client.HTTPConnection) -> None:
    # It may have ended in this moment.
    with suppress(OSError):
        if connection.sock is not None:
            connection.sock.shutdown(socket.SHUT_RDWR)


class _Pinned(http.client.HTTPSConnection):
    """Looks up the name once, and goes only to an address that was looked at."""

    def connect(self) -> None:
        address = _address_of(self.host)
        self.sock = socket.create_connection((address, self.port), PATIENCE)
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def _connection(url: SplitResult) -> http.client.HTTPConnection:
    host = url.hostname or ""
    if url.scheme == "http":
        return http.client.HTTPConnection(host, url.port, timeout=PATIENCE)
    return _Pinned(host, url.port, timeout=PATIENCE)


def _address_of(host: str) -> str:
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    if not _is_own_machine(host):
        # One that leads inside is enough to trust none of them.
        for address in addresses:
            _check_address(address)
    return addresses[0]


def _check_address(address: str) -> None:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.sixtofour or ip.teredo or ip in _NAT64:
            raise NotAllowed
        ip = ip.ipv4_mapped or ip
    if not ip.is_global or ip.is_multicast:
        raise NotAllowed


_NAT64 = ipaddress.ip_network("64:ff9b::/32")


def _is_own_machine(host: str) -> bool:
    """Developers and tests have a push service of their own on this machine."""
    return bool(settings.LOOPBACK_PUSH) and host in {"127.0.0.1", "localhost", "::1"}


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _seconds(value: str | None) -> int:
    """A number of seconds, at most an hour; a date counts as none."""
    return min(int(value), 3600) if value and value.isdecimal() else 0
