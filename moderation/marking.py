"""Cuts a text where findings begin and end, so that a template can mark them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text, as it was written."""

    text: str
    is_found: bool


def segments(text: str, spans: Iterable[tuple[int, int]]) -> list[Segment]:
    """The whole text in order; spans that touch are one, and what lies outside is cut."""
    pieces: list[Segment] = []
    at = 0
    for start, end in _joined(spans, len(text)):
        pieces += _piece(text[at:start], False)
        pieces += _piece(text[start:end], True)
        at = end
    return [*pieces, *_piece(text[at:], False)]


def _piece(text: str, is_found: bool) -> list[Segment]:
    return [Segment(text, is_found)] if text else []


def _joined(spans: Iterable[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    start = end = 0
    for first, last in sorted(spans):
        first, last = max(0, first), min(last, length)
        if first >= last:
            continue
        if first > end:
            if end > start:
                yield start, end
            start = first
        end = max(end, last)
    if end > start:
        yield start, end
