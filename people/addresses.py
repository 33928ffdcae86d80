"""Where a request comes from, as far as limits need to know; it is never kept."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    forwarded = request.headers.get("X-Forwarded-For", "")
    return nearest(request.META.get("REMOTE_ADDR", ""), forwarded)


def nearest(peer: str, forwarded: str) -> str:
    """The nearest address that is not a proxy of ours; a whole home network for IPv6."""
    came_by = [*forwarded.split(","), peer]
    for hop in reversed([hop.strip() for hop in came_by]):
        if hop not in settings.TRUSTED_PROXIES:
            return _network(hop)
    return ""


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, 64), strict=False))
