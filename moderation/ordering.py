"""In which order the board shows flags. Pure: tables and properties test it.

By level, then the one that waits longest. When two thirds of a flag's time are gone it is
ripe, and the ripest flag below red is lifted to the top: one, so that a red is never further
down than second. After somebody has taken a flag below red, waiting reds come first again.
So whoever starts at the top takes turns, and no level waits for ever behind another.
js/models/flag_order.js orders alike.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

LEVELS = ("red", "amber", "yellow", "green")
RED = "red"


@dataclass(frozen=True)
class Entry:
    """What the order of one flag hangs on."""

    id: int
    level: str
    raised_at: datetime
    lifts_at: datetime | None
    # Nobody has it, and whoever looks at the board may take it.
    is_free: bool = True


def lifts_at(due_at: datetime | None, lasts: timedelta) -> datetime | None:
    """When a flag is ripe; None while its clock waits for a shift."""
    return due_at and due_at - lasts / 3


def ordered(entries: Iterable[Entry], now: datetime, last_taken: str) -> list[Entry]:
    """The whole board; last_taken is the level of the flag that was taken last."""
    usual = sorted(entries, key=_usual)
    first = lifted(usual, now, last_taken)
    if first is None:
        return usual
    return [first, *(entry for entry in usual if entry is not first)]


def lifted(entries: Iterable[Entry], now: datetime, last_taken: str) -> Entry | None:
    """The flag whose turn it is before all others."""
    free = [entry for entry in entries if entry.is_free]
    if last_taken not in {"", RED} and any(entry.level == RED for entry in free):
        return None
    ripe = [
        (entry.lifts_at, entry.raised_at, entry.id, entry)
        for entry in free
        if entry.level != RED and entry.lifts_at and entry.lifts_at <= now
    ]
    return min(ripe)[-1] if ripe else None


def _usual(entry: Entry) -> tuple[int, datetime, int]:
    return LEVELS.index(entry.level), entry.raised_at, entry.id
