"""Moves streams: takes positions under the streams' locks, and announces after commit."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db import connection, transaction

from realtime import plain_sql
from realtime.models import Stream, new_epoch

# Locks are taken in this order in every transaction, so that none can wait in a ring.
# Nobody follows "audit"; its lock has those who add to the audit take turns.
LOCK_ORDER = ("room", "me", "flags", "audit")

# The name under which a nudge says that revocations have changed; no stream has it.
REVOKED = "!"
COUNTERS = ("name", "epoch", "position", "length")


def lock_rank(name: str) -> tuple[int, str]:
    return LOCK_ORDER.index(name.partition(":")[0]), name


def label(name: str) -> str:
    """What a stream is called on the wire: everybody's own inbox is just "me"."""
    return "me" if name.startswith("me:") else name


def number_in(name: str) -> int | None:
    """Whose stream it is: the number after the prefix, written in the one way it is named.

    Nothing would ever move on a second name of a room, such as room:01.
    """
    number = name.partition(":")[2]
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    return int(number) if is_number and not number.startswith("0") else None


@dataclass(slots=True)
class Row:
    """One changed thing on a stream, as followers see it; data is plain JSON values."""

    id: int
    position: int
    data: dict[str, Any]


@dataclass(slots=True)
class Line:
    """A stream that this transaction has locked."""

    name: str
    epoch: str
    start: int
    position: int
    length: int
    rows: list[Row] = field(default_factory=list)

    def next_position(self) -> int:
        self.position += 1
        return self.position

    def next_place(self) -> int:
        self.length += 1
        return self.length


@dataclass(slots=True)
class Move:
    """All changes of one stream in (start, end]; rows is None where they must be read."""

    epoch: str
    start: int
    end: int
    rows: list[Row] | None


Moves = dict[str, Move]
_listeners: list[Callable[[Moves], None]] = []
# By thread: the lines locked now, and the moves held back until a transaction has ended.
_held = threading.local()


def listen(listener: Callable[[Moves], None]) -> None:
    """Calls listener(moves) after each commit, in the thread that committed."""
    _listeners.append(listener)


def stop_listening(listener: Callable[[Moves], None]) -> None:
    _listeners.remove(listener)


@contextmanager
def moving(
    names: Iterable[str], *, begin_missing: bool = True
) -> Iterator[dict[str, Line]]:
    """Locks streams inside a transaction; what is taken from them is saved on leaving.

    Nested calls must follow LOCK_ORDER: rooms, then people's inboxes, then the flag board,
    then the audit (which is left to the end of the change, realtime.endings).
    A stream that an enclosing call has locked is shared with it, and saved by it.
    """
    open_lines = _open_lines()
    wanted = set(names)
    lines = _lock(sorted(wanted - open_lines.keys(), key=lock_rank), begin_missing)
    shared = {name: open_lines[name] for name in wanted & open_lines.keys()}
    open_lines.update(lines)
    try:
        yield lines | shared
    finally:
        for name in lines:
            del open_lines[name]
    moved = [line for line in lines.values() if line.position > line.start]
    if moved:
        _save(moved)
        moves = {line.name: _move(line) for line in moved}
        transaction.on_commit(lambda: _announce(moves))


@contextmanager
def gathered() -> Iterator[None]:
    """Announces everything that commits inside as one nudge, at the end."""
    _held.moves = {}
    try:
        yield
    finally:
        moves, _held.moves = _held.moves, None
    _tell(moves)


def begin(name: str) -> None:
    """Makes a stream, so that its epoch is known before anything moves on it."""
    Stream.objects.get_or_create(name=name)


def renew(name: str) -> None:
    """Gives a stream another epoch, so that whoever follows it reads it anew."""
    Stream.objects.filter(name=name).update(epoch=new_epoch())


def announce_revocation() -> None:
    """Has every hub look at the revocations now rather than in half a second."""
    _announce({REVOKED: Move("", 0, 0, None)})


def _open_lines() -> dict[str, Line]:
    if not hasattr(_held, "lines"):
        _held.lines = {}
    lines: dict[str, Line] = _held.lines
    return lines


def _lock(names: list[str], begin_missing: bool) -> dict[str, Line]:
    found: dict[str, Line] = {}
    for _, group in groupby(names, key=lambda name: lock_rank(name)[0]):
        of_a_kind = list(group)
        found |= _select(of_a_kind)
        missing = [name for name in of_a_kind if name not in found]
        if missing and begin_missing:
            Stream.objects.bulk_create(
                [Stream(name=name) for name in missing], ignore_conflicts=True
            )
            found |= _select(missing)
    return found


def _select(names: list[str]) -> dict[str, Line]:
    wanted = plain_sql.one_of("name")
    if connection.features.has_select_for_update:
        # PostgreSQL locks rows in the order it returns them.
        wanted += " ORDER BY name FOR UPDATE"
    listed = plain_sql.listed(names)
    return {
        row.name: Line(row.name, row.epoch, row.position, row.position, row.length)
        for row in plain_sql.rows_of(Stream, COUNTERS, wanted, listed)
    }


def _save(moved: list[Line]) -> None:
    saved = [(line.name, line.position, line.length) for line in moved]
    plain_sql.update(Stream, ("name", "position", "length"), saved)


def _move(line: Line) -> Move:
    complete = len(line.rows) == line.position - line.start
    return Move(line.epoch, line.start, line.position, line.rows if complete else None)


def _announce(moves: Moves) -> None:
    held = getattr(_held, "moves", None)
    if held is None:
        _tell(moves)
        return
    for name, move in moves.items():
        held[name] = _join(held[name], move) if name in held else move


def _join(first: Move, second: Move) -> Move:
    both = first.rows is not None and second.rows is not None
    rows = [*(first.rows or []), *(second.rows or [])] if both else None
    return Move(second.epoch, first.start, second.end, rows)


def _tell(moves: Moves) -> None:
    if moves:
        for listener in list(_listeners):
            listener(moves)
