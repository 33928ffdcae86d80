"""The arithmetic of the audit: each entry holds a keyed hash of itself and of the one
before it, and a keyed hash of the words that were said. Pure: tables test it."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

START = "0" * 64
Keys = Mapping[str, bytes]


@dataclass(frozen=True)
class Link:
    """One entry: who did what about which thing, and when."""

    number: int
    at: datetime
    kind: str
    by: int | None
    about: str
    facts: Mapping[str, Any]
    # Of the words, which are kept apart and may be erased; empty if there were none.
    words_hash: str
    previous: str
    # Which key made the hashes.
    key: str
    hash: str = ""


@dataclass(frozen=True)
class Problem:
    """Something that was not so when it was written."""

    number: int
    words: str


def name_of(key: bytes) -> str:
    """What a key is called in an entry; tells nothing of the key."""
    return hashlib.sha256(b"the name of " + key).hexdigest()[:8]


def hash_words(words: Mapping[str, str], salt: str, key: bytes) -> str:
    """Without the salt, which goes with the words, nobody can try out what they were."""
    return _keyed(key, ["words", salt, dict(words)]) if words else ""


def sealed(link: Link, key: bytes) -> Link:
    """The link with its own hash."""
    at = link.at.astimezone(UTC).isoformat(timespec="microseconds")
    facts = dict(link.facts)
    of = [link.number, at, link.kind, link.by, link.about, facts]
    ends = [link.words_hash, link.previous, link.key]
    return replace(link, hash=_keyed(key, ["entry", *of, *ends]))


def problems(links: Iterable[Link], keys: Keys) -> Iterator[Problem]:
    """What is wrong with a chain, read in the order of its numbers."""
    number, previous = 0, START
    for link in links:
        if link.number > number + 1:
            yield _missing(number + 1, link.number - 1)
        elif link.previous != previous:
            yield Problem(link.number, "does not follow from the entry before it")
        yield from _own(link, keys)
        number, previous = link.number, link.hash


def _own(link: Link, keys: Keys) -> Iterator[Problem]:
    key = keys.get(link.key)
    if key is None:
        yield Problem(link.number, f"was made with the key {link.key}, which is gone")
    elif not hmac.compare_digest(sealed(link, key).hash, link.hash):
        yield Problem(link.number, "was changed")


def _missing(first: int, last: int) -> Problem:
    if first == last:
        return Problem(first, "is missing")
    return Problem(first, f"and all up to {last} are missing")


def _keyed(key: bytes, values: list[Any]) -> str:
    plain = json.dumps(values, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()
