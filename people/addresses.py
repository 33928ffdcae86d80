"""Where a request comes from, as far as limits need to know; it is never kept."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The nearest address that is not a proxy of ours; a whole home network for IPv6."""
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    came_by = [*hops, request.META.get("REMOTE_ADDR", "")]
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
