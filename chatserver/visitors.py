"""Whose socket it is: the session cookie of a handshake, looked up once."""

from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user

from people.access import is_verified
from people.addresses import nearest
from people.languages import language_of
from people.models import Person
from realtime.revocations import session_mark
from realtime.sources import Visitor


def header(scope: dict[str, Any], name: bytes) -> str | None:
    for key, value in scope.get("headers", []):
        if key == name:
            return str(value.decode("latin-1"))
    return None


def has_our_origin(scope: dict[str, Any]) -> bool:
    """Scheme, host and port, exactly; a missing or null Origin is refused."""
    return header(scope, b"origin") in settings.ORIGINS


def address_of(scope: dict[str, Any]) -> str:
    """Where a socket comes from, by the rule that holds for pages too."""
    peer, *_ = scope.get("client") or [""]
    # A header sent twice is one list; only the last may be a proxy's.
    hops = [
        value.decode("latin-1")
        for name, value in scope.get("headers", [])
        if name == b"x-forwarded-for"
    ]
    return nearest(peer, ",".join(hops))


def visitor_of(scope: dict[str, Any]) -> Visitor | None:
    """The signed-in person of a handshake; None if nobody is. Reads the database."""
    key = _session_key(scope)
    if not key:
        return None
    session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    person = get_user(SimpleNamespace(session=session))  # type: ignore[arg-type]
    if not isinstance(person, Person) or person.is_suspended():
        return None
    return Visitor(
        person=person.pk,
        alias=person.alias,
        session=session_mark(key),
        is_verified=is_verified(session, person),
        shows_typing=person.shows_typing,
        language=language_of(person),
    )


def _session_key(scope: dict[str, Any]) -> str | None:
    try:
        cookies = SimpleCookie(header(scope, b"cookie") or "")
    except CookieError:
        return None
    morsel = cookies.get(settings.SESSION_COOKIE_NAME)
    return morsel.value if morsel else None
