"""One POST to a push service: https, to an address of the open internet, and no further.

The address comes from a browser, so it may not lead into the network where we stand.
"""

import ipaddress
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import SplitResult

from django.conf import settings

from people import outside
from people.outside import NotAllowed

PATIENCE = 5.0  # seconds to reach it, and as many for its answer
LONGEST = 600


@dataclass(frozen=True)
class Answer:
    status: int
    retry_after: int


def check(endpoint: str) -> SplitResult:
    """Reads an endpoint; NotAllowed for what cannot be a push service's."""
    url = outside.read(endpoint)
    host = url.hostname or ""
    if len(endpoint) > LONGEST:
        raise NotAllowed
    if host in _inside():
        return url
    if url.scheme != "https" or url.port not in {None, 443}:
        raise NotAllowed
    if _is_number(host):
        outside.check_address(host)
    return url


def post(endpoint: str, headers: dict[str, str], body: bytes) -> Answer:
    """Only the status of the answer is read, and no redirect followed."""
    url = check(endpoint)
    path = f"{url.path or '/'}{'?' + url.query if url.query else ''}"
    with outside.line_to(url, _inside(), PATIENCE) as line:
        line.request("POST", path, body, headers)
        answer = line.getresponse()
        return Answer(answer.status, _seconds(answer.getheader("Retry-After")))


def _inside() -> Collection[str]:
    """Developers and tests have a push service of their own on this machine."""
    return outside.OWN_MACHINE if settings.LOOPBACK_PUSH else ()


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _seconds(value: str | None) -> int:
    """A number of seconds, at most an hour; a date counts as none."""
    return min(int(value), 3600) if value and value.isdecimal() else 0
