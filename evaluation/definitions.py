"""Measures as data: their questions, scores and licence, read from TOML. Pure."""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

KEY = re.compile(r"[a-z][a-z0-9_]{0,29}")
LONGEST = 60_000  # bytes of a definition
MOST_ITEMS = 60


class Unusable(ValueError):
    """A definition that cannot be used; says what to change in it."""


@dataclass(frozen=True)
class Item:
    key: str
    words: str
    options: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Score:
    """How a score is made; a reversed item counts from the other end."""

    key: str
    name: str
    items: tuple[str, ...]
    how: str = "mean"
    reverse: tuple[str, ...] = ()
    better: str = "higher"
    bands: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True)
class Definition:
    key: str
    name: str
    licence: str
    source: str
    items: tuple[Item, ...]
    scores: tuple[Score, ...]
    about: str = ""

    def item(self, key: str) -> Item | None:
        return next((one for one in self.items if one.key == key), None)


def read(text: str) -> Definition:
    """A definition from TOML.

    Raises Unusable with the place and the reason, and takes nothing in halves.
    """
    if len(text.encode()) > LONGEST:
        raise Unusable("The file is too large. A measure is a few pages at most.")
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise Unusable(f"This is not TOML: {problem}.") from None
    items = tuple(_item(n, one) for n, one in _listed(found, "items"))
    scores = tuple(_score(n, one, items) for n, one in _listed(found, "scores"))
    _refuse_doubles([one.key for one in items], "items")
    _refuse_doubles([one.key for one in scores], "scores")
    return Definition(
        key=_key(found, "the measure"),
        name=_words(found, "name", "the measure", 80),
        licence=_words(found, "licence", "the measure", 200),
        source=_words(found, "source", "the measure", 300),
        about=_one_of(found, "about", ("", "mentor"), "the measure"),
        items=items,
        scores=scores,
    )


def _listed(found: dict[str, Any], name: str) -> list[tuple[str, dict[str, Any]]]:
    rows = found.get(name)
    if not isinstance(rows, list) or not rows or len(rows) > MOST_ITEMS:
        raise Unusable(f"It needs 1 to {MOST_ITEMS} of [[{name}]].")
    if not all(isinstance(row, dict) for row in rows):
        raise Unusable(f"Each of {name} must be a table, [[{name}]].")
    return [(f"{name} {n}", row) for n, row in enumerate(rows, 1)]


def _item(place: str, row: dict[str, Any]) -> Item:
    options = row.get("options")
    if options is None:
        options = _scale(place, row)
    return Item(
        key=_key(row, place),
        words=_words(row, "words", place, 300),
        options=_options(place, options),
    )


def _scale(place: str, row: dict[str, Any]) -> list[list[Any]]:
    least, most = row.get("least"), row.get("most")
    if type(least) is not int or type(most) is not int or not 0 < most - least <= 20:
        raise Unusable(f"{place}: needs options, or least and most as whole numbers.")
    ends = {least: row.get("least_words", ""), most: row.get("most_words", "")}
    return [[n, f"{n} {ends.get(n, '')}".strip()] for n in range(least, most + 1)]


def _options(place: str, rows: Any) -> tuple[tuple[int, str], ...]:
    usable = isinstance(rows, list) and 2 <= len(rows) <= 21
    if not usable or not all(_is_option(row) for row in rows):
        raise Unusable(f"{place}: options are [number, words], two or more of them.")
    _refuse_doubles([value for value, _ in rows], f"options of {place}")
    return tuple((value, words) for value, words in rows)


def _is_option(row: Any) -> bool:
    return (
        isinstance(row, list)
        and len(row) == 2
        and type(row[0]) is int
        and abs(row[0]) <= 1000
        and isinstance(row[1], str)
        and 0 < len(row[1]) <= 80
    )


def _score(place: str, row: dict[str, Any], items: tuple[Item, ...]) -> Score:
    known = {item.key for item in items}
    names = _names(row, "items", place, known)
    if not names:
        raise Unusable(f"{place}: items must name at least one question.")
    return Score(
        key=_key(row, place),
        name=_words(row, "name", place, 80),
        items=names,
        how=_one_of(row, "how", ("mean", "sum"), place),
        reverse=_names(row, "reverse", place, known),
        better=_one_of(row, "better", ("higher", "lower"), place),
        bands=_bands(place, row.get("bands", [])),
    )


def _names(
    row: dict[str, Any], name: str, place: str, known: set[str]
) -> tuple[str, ...]:
    names = row.get(name, [])
    if not isinstance(names, list) or not all(n in known for n in map(str, names)):
        raise Unusable(f"{place}: {name} names a question that is not there.")
    return tuple(map(str, names))


def _bands(place: str, rows: Any) -> tuple[tuple[float, str], ...]:
    try:
        bands = tuple((float(upto), str(words)) for upto, words in rows)
    except (TypeError, ValueError):
        raise Unusable(f"{place}: bands are [up to, words].") from None
    if list(bands) != sorted(bands):
        raise Unusable(f"{place}: bands go from low to high.")
    return bands


def _key(row: dict[str, Any], place: str) -> str:
    key = row.get("key")
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise Unusable(f"{place}: key must be small letters, numbers and _.")
    return key


def _words(row: dict[str, Any], name: str, place: str, longest: int) -> str:
    words = row.get(name)
    if not isinstance(words, str) or not 0 < len(words.strip()) <= longest:
        raise Unusable(f"{place}: {name} must be 1 to {longest} characters.")
    return words.strip()


def _one_of(row: dict[str, Any], name: str, of: tuple[str, ...], place: str) -> str:
    value = row.get(name, of[0])
    if value not in of:
        raise Unusable(f"{place}: {name} must be one of {', '.join(filter(None, of))}.")
    return str(value)


def _refuse_doubles(keys: list[Any], what: str) -> None:
    if len(set(keys)) != len(keys):
        raise Unusable(f"Two {what} have the same name.")
