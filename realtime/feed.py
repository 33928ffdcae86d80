"""One stream as one process carries it: its recent rows in memory, and its followers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from realtime import frames
from realtime.streams import Row, label

if TYPE_CHECKING:
    from realtime.socket import Socket

MOST_ROWS = 512
# Half of what may be unsent to one socket, so that a page never cuts who is only slow.
MOST_BYTES = 128 * 1024

# A row as memory keeps it: its id, its position, and its bytes.
Kept = tuple[int, int, bytes]


class Feed:
    """Hands followers "all changes in (from, to]", each row encoded once."""

    def __init__(self, name: str, epoch: str, tip: int) -> None:
        self.name = name
        self.label = label(name)
        self.epoch = epoch
        # What every current follower has been handed.
        self.tip = tip
        # Memory is complete for changes after this position.
        self.floor = tip
        self._rows: dict[int, tuple[int, bytes]] = {}
        self._bytes = 0
        self.current: set[Socket] = set()
        # Followers that still have to be read up, with their cursors.
        self.lagging: dict[Socket, int] = {}
        # Who asked to follow and may yet be refused, with the cursors they came with.
        self.joining: dict[Socket, int] = {}

    def recall(self, rows: Iterable[Row], floor: int) -> None:
        """Fills the memory of a new feed with every change in (floor, tip]."""
        for row in rows:
            if row.position <= self.tip:
                self._keep(*_kept(row))
        self.floor = floor
        self._trim()

    def take(self, rows: Iterable[Row], end: int) -> None:
        """Moves the tip to end; rows are every change in between, in order.

        A changed row evicts its older form, so that hidden text is never handed on.
        More than memory holds is handed on in parts that it does hold.
        """
        parts = _parts(row for row in _newest(rows) if row.position > self.tip)
        for number, part in enumerate(parts, 1):
            is_last = number == len(parts)
            self._take_part(part, end if is_last else part[-1][1])

    def _take_part(self, part: list[Kept], end: int) -> None:
        start, self.tip = self.tip, end
        for kept in part:
            self._keep(*kept)
        self._trim()
        self._hand_on(start)

    def remembers(self, cursor: int) -> bool:
        return cursor >= self.floor

    def rows_after(self, cursor: int) -> list[bytes]:
        """The rows changed after a cursor that is remembered, each encoded."""
        encoded = []
        for position, row in reversed(self._rows.values()):
            if position <= cursor:
                break
            encoded.append(row)
        return encoded[::-1]

    def frame_from(self, cursor: int) -> bytes:
        rows = self.rows_after(cursor)
        return frames.rows(self.label, self.epoch, cursor, self.tip, rows)

    def followers(self) -> list[Socket]:
        return [*self.current, *self.lagging]

    def cursor_of(self, socket: Socket) -> int | None:
        if socket in self.current:
            return self.tip
        return self.lagging.get(socket, self.joining.get(socket))

    def begin_join(self, socket: Socket, cursor: int) -> None:
        self.drop(socket)
        self.joining[socket] = cursor

    def stand_at(self, socket: Socket, cursor: int, *, is_current: bool) -> None:
        """Makes a socket a follower, at the tip or behind it."""
        self.drop(socket)
        if is_current:
            self.current.add(socket)
        else:
            self.lagging[socket] = cursor

    def drop(self, socket: Socket) -> None:
        self.current.discard(socket)
        self.lagging.pop(socket, None)
        self.joining.pop(socket, None)

    @property
    def is_idle(self) -> bool:
        return not self.current and not self.lagging and not self.joining

    def _hand_on(self, start: int) -> None:
        wire = None
        for socket in tuple(self.current):
            if socket.is_busy():
                self.current.discard(socket)
                self.lagging[socket] = start
                continue
            if wire is None:
                wire = socket.ready(self.frame_from(start))
            socket.write(wire)

    def _keep(self, row_id: int, position: int, encoded: bytes) -> None:
        self._forget(row_id)
        self._rows[row_id] = (position, encoded)
        self._bytes += len(encoded)

    def _forget(self, row_id: int) -> None:
        old = self._rows.pop(row_id, None)
        if old is not None:
            self._bytes -= len(old[1])

    def _trim(self) -> None:
        """The newest row stays, however big it is: it is still to be handed on."""
        while len(self._rows) > 1 and _is_too_much(len(self._rows), self._bytes):
            oldest = next(iter(self._rows))
            self.floor = self._rows[oldest][0]
            self._forget(oldest)


def _is_too_much(rows: int, size: int) -> bool:
    return rows > MOST_ROWS or size > MOST_BYTES


def _newest(rows: Iterable[Row]) -> Iterable[Row]:
    """Of rows that changed more than once the last form, in its place."""
    found: dict[int, Row] = {}
    for row in rows:
        found.pop(row.id, None)
        found[row.id] = row
    return found.values()


def _kept(row: Row) -> Kept:
    return row.id, row.position, frames.encode(row)


def _parts(rows: Iterable[Row]) -> list[list[Kept]]:
    """So much at a time as memory holds; without rows, one part that is empty."""
    parts: list[list[Kept]] = [[]]
    size = 0
    for kept in map(_kept, rows):
        size += len(kept[2])
        if parts[-1] and _is_too_much(len(parts[-1]) + 1, size):
            parts.append([])
            size = len(kept[2])
        parts[-1].append(kept)
    return parts
