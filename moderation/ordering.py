"""In which order the board shows flags. Pure: tables and properties test it.

What somebody can take comes first; then what is in other hands. Each by level, then the one
that waits longest. When two thirds of a flag's time are gone it is ripe, and the ripest flag
below red is lifted to the top: one, so that a red is never further down than second. After
somebody has taken a flag below red, waiting reds come first again; and what has more time than
an amber is lifted over reds only once one of them was taken since it is ripe. So whoever
starts at the top takes turns, and no level waits for ever behind another.
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
    # Who looks at the board may be the second person that it waits for.
    is_asked: bool = False


def lifts_at(due_at: datetime | None, lasts: timedelta) -> datetime | None:
    """When a flag is ripe; None while its clock waits for a shift."""
    return due_at and due_at - lasts / 3


def ordered(
    entries: Iterable[Entry], now: datetime, red_taken: datetime | None
) -> list[Entry]:
    """The whole board; red_taken is when the last flag was taken, if that was a red."""
    usual = sorted(entries, key=_usual)
    first = lifted(usual, now, red_taken)
    if first is None:
        return usual
    return [first, *(entry for entry in usual if entry is not first)]


def lifted(
    entries: Iterable[Entry], now: datetime, red_taken: datetime | None
) -> Entry | None:
    """The flag whose turn it is before all others."""
    free = [entry for entry in entries if entry.is_free]
    ripe_by = dict.fromkeys(LEVELS, now)
    if any(entry.level == RED for entry in free):
        if red_taken is None:
            return None
        ripe_by |= dict.fromkeys(("yellow", "green"), min(now, red_taken))
    ripe = [
        (entry.lifts_at, entry.raised_at, entry.id, entry)
        for entry in free
        if entry.level != RED and entry.lifts_at
        if entry.lifts_at <= ripe_by[entry.level]
    ]
    return min(ripe)[-1] if ripe else None


def _usual(entry: Entry) -> tuple[bool, int, bool, datetime, int]:
    is_for_others = not (entry.is_free or entry.is_asked)
    level = LEVELS.index(entry.level)
    return is_for_others, level, not entry.is_free, entry.raised_at, entry.id
