"""Whose socket it is: the session cookie of a handshake, looked up once."""

from collections.abc import Iterable, Sequence
from http.cookies import CookieError, SimpleCookie
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user
from django.contrib.sessions.backends.base import SessionBase

from people import backend, sessions
from people.access import is_verified
from people.addresses import nearest
from people.languages import language_of
from people.models import Person
from realtime.revocations import session_mark
from realtime.sources import Visitor
from realtime.together import Together


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


async def visitor_of(scope: dict[str, Any]) -> Visitor | None:
    """The signed-in person of a handshake; None if nobody is."""
    key = _session_key(scope)
    return await _asked.ask(key) if key else None


def visitors_of(keys: Sequence[str]) -> dict[str, Visitor | None]:
    """By session key, whose sessions they are; reads the database once for all."""
    found = sessions.read(keys)
    with backend.knowing(_persons_in(found.values())):
        return {key: _visitor(key, found.get(key)) for key in keys}


_asked: Together[str, Visitor | None] = Together(visitors_of)


def _persons_in(found: Iterable[SessionBase]) -> set[int]:
    persons = {str(session.get(SESSION_KEY, "")) for session in found}
    return {int(person) for person in persons if person.isdecimal()}


def _visitor(key: str, session: SessionBase | None) -> Visitor | None:
    if session is None:
        return None
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
