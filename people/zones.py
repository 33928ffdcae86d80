"""Time zones that people may choose."""

import zoneinfo
from functools import cache


@cache
def all_zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones()) - {"localtime", "Factory"}


def is_zone(name: str) -> bool:
    return name in all_zones()


@cache
def zone_choices() -> tuple[tuple[str, str], ...]:
    """Names by place; the old abbreviations are left out."""
    places = sorted(name for name in all_zones() if _is_place(name))
    return tuple((name, name.replace("_", " ")) for name in places)


def _is_place(name: str) -> bool:
    return "/" in name and not name.startswith(
        ("Etc/", "SystemV/", "US/", "posix/", "right/")
    )
