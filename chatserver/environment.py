"""Reads environment variables, and says plainly which one is wrong."""

import ipaddress
import os
import zoneinfo
from collections.abc import Collection
from contextlib import suppress
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import Conninfo


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    """True for 1, true, yes, on; false for 0, false, no, off; anything else is refused."""
    value = text(name).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    if value == "":
        return default
    raise ImproperlyConfigured(f"{name} is {value!r}. Use 1 or 0.")


def number(name: str, default: int, *, least: int = 0) -> int:
    value = text(name)
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or int(value) < least:
        raise ImproperlyConfigured(
            f"{name} is {value!r}. Use a whole number, {least} or more."
        )
    return int(value)


def items(name: str) -> list[str]:
    return [part.strip() for part in text(name).split(",") if part.strip()]


def choice(name: str, default: str, known: Collection[str]) -> str:
    value = text(name) or default
    if value not in known:
        raise ImproperlyConfigured(f"{name} must be {' or '.join(known)}.")
    return value


def zone(name: str, default: str) -> str:
    value = text(name) or default
    with suppress(ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return zoneinfo.ZoneInfo(value).key
    raise ImproperlyConfigured(f"{name} is {value!r}. Use one like Europe/London.")


def addresses(name: str) -> list[str]:
    """Single addresses, each as a socket names it; of a range nobody would be believed."""
    try:
        return [str(ipaddress.ip_address(item)) for item in items(name)]
    except ValueError as problem:
        raise ImproperlyConfigured(
            f"{name}: {problem}. Use addresses such as 127.0.0.1, with commas; "
            "no names and no ranges."
        ) from None


def redis(name: str) -> str:
    value = text(name)
    if value and not value.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured(f"{name} must start with redis://.")
    return value


def origins(name: str) -> list[str]:
    """Scheme, host and port of each place, all of one scheme: cookies know only one."""
    found = items(name)
    for origin in found:
        if not _is_as_browsers_write(origin):
            raise ImproperlyConfigured(
                f"{name} has {origin!r}. Write it like https://talk.example.org: small "
                "letters, no path, and no port that browsers leave out."
            )
    if len({urlsplit(origin).scheme for origin in found}) > 1:
        raise ImproperlyConfigured(
            f"{name} mixes http:// and https://. Use https:// for all of them."
        )
    return found


def _is_as_browsers_write(origin: str) -> bool:
    """It is compared letter by letter with what they send."""
    try:
        parts = urlsplit(origin)
        usual = {"http": 80, "https": 443}[parts.scheme]
        port = f":{parts.port}" if parts.port not in {None, usual} else ""
    except (KeyError, ValueError):
        return False
    host = host_of(origin)
    return bool(host) and host.isascii() and origin == f"{parts.scheme}://{host}{port}"


def host_of(origin: str) -> str:
    """As Django compares it: an IPv6 address keeps its brackets and loses its port."""
    host = urlsplit(origin).hostname or ""
    return f"[{host}]" if ":" in host else host


def database(url: str, sqlite_path: str) -> dict[str, Any]:
    """Django's settings for a DATABASE_URL; without one, a SQLite file."""
    if not url:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": sqlite_path}
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and not (parts.netloc or parts.query) and parts.path:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": unquote(parts.path)}
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            "DATABASE_URL must be like postgresql://user:password@host/name or "
            "sqlite:////folder/file."
        )
    found = _read_by_libpq(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": found.pop("dbname", ""),
        "USER": found.pop("user", ""),
        "PASSWORD": found.pop("password", ""),
        "HOST": found.pop("host", ""),
        "PORT": found.pop("port", ""),
        "OPTIONS": found,
    }


def _read_by_libpq(url: str) -> dict[str, str]:
    """As psql and pg_dump would read it; what they would not know is refused."""
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    # How long a statement may take is ours.
    known -= {"options"}
    for asked in urlsplit(url).query.split("&"):
        name = asked.split("=", 1)[0]
        # What is no name may be the rest of a password, and is not said aloud.
        if name.isidentifier() and name not in known | {"ssl"}:
            raise ImproperlyConfigured(
                f"DATABASE_URL has {name!r} after its question mark, which can't be set "
                "there. Use what PostgreSQL knows, such as sslmode=require."
            )
    try:
        found = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except psycopg.Error:
        found = {"not read": ""}
    port = found.get("port", "")
    if found.keys() - known or not f"0{port}".replace(",", "").isdigit():
        raise ImproperlyConfigured(
            "DATABASE_URL can't be read, or its port is no number. Write @, :, /, ?, # "
            "or % in a password as %40, %3A, %2F, %3F, %23 or %25."
        )
    return found
