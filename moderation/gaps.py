"""When a room would be open and nobody is planned to watch it: arithmetic of times."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, order=True)
class Span:
    start: datetime
    end: datetime


def gaps(open_spans: Iterable[Span], watches: Sequence[Span]) -> list[Span]:
    """What of the open spans no watch covers, in order."""
    found = []
    for span in sorted(open_spans):
        start = span.start
        for watch in sorted(watches):
            if watch.end <= start or watch.start >= span.end:
                continue
            if watch.start > start:
                found.append(Span(start, watch.start))
            start = max(start, watch.end)
        if start < span.end:
            found.append(Span(start, span.end))
    return found


def watched_until(watches: Sequence[Span], now: datetime) -> datetime | None:
    """When the watch that is on now ends, counting those that follow without a break."""
    until = None
    for watch in sorted(watches):
        if watch.start <= (until or now) < watch.end:
            until = watch.end
    return until
