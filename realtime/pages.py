"""What is read from the database for sockets that join or have fallen behind."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from realtime import frames, tips
from realtime.feed import MOST_BYTES
from realtime.models import Stream
from realtime.sources import Asking, Source
from realtime.streams import Row

PAGE = 200
FIRST_PAGE = 50
# Changes of a stream that are remembered when the first comes to follow it.
TAIL = 100

Begun = tuple[Stream, list[Row], int]
# A stream and a cursor.
After = tuple[str, int]


@dataclass(slots=True)
class Page:
    """Encoded rows, the position that they lead to, and whether more wait behind it."""

    position: int
    rows: list[bytes]
    has_more: bool = False
    # Of each row, where it was asked for.
    positions: list[int] = field(default_factory=list)

    def rows_after(self, cursor: int) -> list[bytes]:
        return self.rows[bisect_right(self.positions, cursor) :]


def changes(
    source: Source, cursors: Mapping[str, int], limit: int
) -> tuple[dict[str, Stream], dict[str, list[Row]]]:
    """Where streams stand, and what changed after these cursors up to there.

    The tips are read first and the rows second: duplicates are harmless, gaps are not.
    What moved since comes with the next read: a source asks more than one question, and
    an earlier one may have missed what lies before a later one's answer.
    """
    now = tips.of(list(cursors))
    found = source.changes(dict(cursors), limit)
    return now, {
        name: [r for r in found.get(name, []) if r.position <= now[name].position]
        for name in cursors
    }


def begun(source: Source, names: Sequence[str]) -> dict[str, Begun]:
    """Where streams stand, with what changed last, for those who come back to it."""
    now = tips.of(names)
    floors = {name: max(0, stream.position - TAIL) for name, stream in now.items()}
    rows = source.changes(floors, 2 * TAIL)
    return {name: (now[name], rows.get(name, []), floors[name]) for name in names}


def let_in(source: Source, asking: Sequence[Asking]) -> dict[Asking, bool]:
    return dict(zip(asking, source.admit(asking), strict=True))


def first(source: Source, names: Sequence[str]) -> dict[str, Page]:
    return {name: read_page(source, name, None) for name in names}


def after(source: Source, asked: Sequence[After]) -> dict[After, Page]:
    return {one: read_page(source, *one) for one in asked}


def read_page(source: Source, stream: str, after: int | None) -> Page:
    """The rows after a cursor, as many as one frame should hold; with none, the last."""
    if after is None:
        tip = tips.of([stream])[stream].position
        return Page(tip, [frames.encode(r) for r in source.latest(stream, FIRST_PAGE)])
    now, found = changes(source, {stream: after}, PAGE)
    rows = found[stream]
    encoded = _fitting(rows)
    positions = [row.position for row in rows[: len(encoded)]]
    if len(encoded) < len(rows) or len(rows) >= PAGE:
        return Page(positions[-1], encoded, has_more=True, positions=positions)
    return Page(now[stream].position, encoded, positions=positions)


def _fitting(rows: list[Row]) -> list[bytes]:
    """From the first on, as many as a slow phone can take at once; at least one."""
    encoded: list[bytes] = []
    size = 0
    for row in rows:
        ready = frames.encode(row)
        size += len(ready)
        if encoded and size > MOST_BYTES:
            break
        encoded.append(ready)
    return encoded
