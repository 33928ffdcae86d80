"""The main places of the site, and who is offered which."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from realtime.later import later as _


@dataclass(frozen=True)
class Place:
    words: str
    url: str
    is_here: bool


def _visitor(person: Any) -> bool:
    return not _member(person)


def _member(person: Any) -> bool:
    return bool(person and person.is_authenticated)


def _moderator(person: Any) -> bool:
    return _member(person) and person.is_moderator


def _coordinator(person: Any) -> bool:
    return _member(person) and person.is_coordinator


PLACES: list[tuple[str, str, Callable[[Any], bool]]] = [
    ("home", _("Home"), _member),
    ("rooms", _("Rooms"), _member),
    ("threads", _("Threads"), _member),
    ("moderation", _("Moderation"), _moderator),
    ("people", _("People"), _coordinator),
    ("sign_in", _("Sign in"), _visitor),
    ("sign_up", _("Join"), _visitor),
]


def places_for(person: Any, path: str) -> list[Place]:
    offered = [(words, reverse(name)) for name, words, may in PLACES if may(person)]
    return [Place(words, url, _is_here(url, path)) for words, url in offered]


def _is_here(url: str, path: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
