"""Matches phrases of words at every place in a message at once, never going back.

A set of places is one integer: bit 3 set means "just before word 3". Each part of a
phrase turns the places where it may start into the places where it may end, so the
work grows with the phrase and never with the ways the words could be combined.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(slots=True)
class View:
    """One message as places: where each word stands, what a gap may step over."""

    places: Mapping[str, int]
    words: frozenset[str]
    size: int
    breaks: int
    passable: int
    # Where the words of a part stand, by its id; and which of its ways are likely.
    stands: dict[int, int] = field(default_factory=dict)
    likely: dict[int, list["Part"]] = field(default_factory=dict)
    memo: dict[tuple[int, int], int] = field(default_factory=dict)

    def closed_to(self, words: Iterable[str]) -> "View":
        """The same message, in which gaps may not step over these words either."""
        passable = self.passable
        for word in words:
            passable &= ~self.places.get(word, 0)
        return View(
            self.places,
            self.words,
            self.size,
            self.breaks,
            passable,
            self.stands,
            self.likely,
        )

    @property
    def everywhere(self) -> int:
        return (1 << self.size + 1) - 1


def view_of(words: list[str], breaks: int) -> View:
    """Words as places; gaps may not cross the end of a sentence."""
    places: dict[str, int] = {}
    for n, word in enumerate(words):
        places[word] = places.get(word, 0) | 1 << n
    return View(places, frozenset(places), len(words), breaks, ~breaks)


class Part(Protocol):
    least: int
    most: int
    vocabulary: frozenset[str]
    # The words it may begin with; None if it may begin with anything, or be nothing.
    openers: frozenset[str] | None

    def reach(self, starts: int, view: View) -> int: ...


class Words:
    least = most = 1

    openers: frozenset[str] | None

    def __init__(self, words: frozenset[str]) -> None:
        self.words = self.vocabulary = self.openers = words

    def reach(self, starts: int, view: View) -> int:
        stands = view.stands.get(id(self))
        if stands is None:
            stands = 0
            for word in self.words & view.words:
                stands |= view.places[word]
            view.stands[id(self)] = stands
        return (starts & stands) << 1


class Edge:
    """The start or end of a sentence, which takes up no word."""

    least = most = 0
    vocabulary: frozenset[str] = frozenset()
    openers: frozenset[str] | None = None

    def reach(self, starts: int, view: View) -> int:
        return starts & view.breaks


class Gap:
    least = 0
    vocabulary: frozenset[str] = frozenset()
    openers: frozenset[str] | None = None

    def __init__(self, most: int) -> None:
        self.most = most

    def reach(self, starts: int, view: View) -> int:
        for _ in range(self.most):
            starts |= (starts & view.passable) << 1
        return starts


class Sequence:
    def __init__(self, parts: list[Part]) -> None:
        self.parts = parts
        self.least = sum(part.least for part in parts)
        self.most = sum(part.most for part in parts)
        self.vocabulary = _union(part.vocabulary for part in parts)
        self.openers = _openers(parts)

    def reach(self, starts: int, view: View) -> int:
        for part in self.parts:
            if not starts:
                break
            starts = part.reach(starts, view)
        return starts


class Choice:
    """Any one of several ways to say it; answers are remembered within a message."""

    def __init__(self, ways: list[Part]) -> None:
        self.ways = ways
        self.least = min(way.least for way in ways)
        self.most = max(way.most for way in ways)
        self.vocabulary = _union(way.vocabulary for way in ways)
        self.openers = _all_openers(ways)
        self._opened: dict[str, list[Part]] = {}
        for way in ways:
            for word in way.openers or ():
                self._opened.setdefault(word, []).append(way)
        self._openers = frozenset(self._opened)
        self._always = [way for way in ways if way.openers is None]

    def reach(self, starts: int, view: View) -> int:
        key = (id(self), starts)
        ends = view.memo.get(key)
        if ends is None:
            ends = 0
            for way in self._likely(view):
                ends |= way.reach(starts, view)
            view.memo[key] = ends
        return ends

    def _likely(self, view: View) -> list[Part]:
        """The ways whose first word stands in the message at all."""
        likely = view.likely.get(id(self))
        if likely is None:
            likely = list(self._always)
            for word in self._openers & view.words:
                likely += self._opened[word]
            view.likely[id(self)] = likely
        return likely


class Maybe:
    least = 0
    openers: frozenset[str] | None = None

    def __init__(self, part: Part) -> None:
        self.part = part
        self.most = part.most
        self.vocabulary = part.vocabulary

    def reach(self, starts: int, view: View) -> int:
        return starts | self.part.reach(starts, view)


def spans(part: Part, view: View, limit: int) -> Iterator[tuple[int, int]]:
    """Matches that do not overlap: always the next to end, in its shortest form."""
    places = view.everywhere
    while limit and (ends := part.reach(places, view)):
        end = (ends & -ends).bit_length() - 1
        yield _latest_start(part, view, places, end), end
        places = places >> end << end
        limit -= 1


def _latest_start(part: Part, view: View, places: int, end: int) -> int:
    low, high = max(0, end - part.most), end - 1
    while low < high:
        middle = (low + high + 1) // 2
        if part.reach(places >> middle << middle, view) >> end & 1:
            low = middle
        else:
            high = middle - 1
    return low


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)


def _openers(parts: Iterable[Part]) -> frozenset[str] | None:
    """Of parts in a row: of the first, and of the next while one may be left out."""
    words = frozenset[str]()
    for part in parts:
        inner = part.part.openers if isinstance(part, Maybe) else part.openers
        if inner is None:
            return None
        words |= inner
        if part.least:
            return words
    return None


def _all_openers(ways: Iterable[Part]) -> frozenset[str] | None:
    words = frozenset[str]()
    for way in ways:
        if way.openers is None:
            return None
        words |= way.openers
    return words
