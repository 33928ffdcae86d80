"""Makes clean histories by rule, and plants one fault in each: the checker's own test."""

import random
import uuid
from collections.abc import Callable
from dataclasses import replace

from prove.history import History, Operation, Place, Seen, Stored, View

ROOMS = ("room:1", "room:2", "room:3")
MEMBERS = 4


def clean(seed: int) -> History:
    """A run in which nothing went wrong, though answers were lost and posts refused."""
    chance = random.Random(seed)
    history = History()
    for number, room in enumerate(ROOMS):
        _play(history, chance, room, first_author=10 * number)
    return history


def _play(
    history: History, chance: random.Random, room: str, first_author: int
) -> None:
    at, log = 0.0, [row for row in history.log if row.room == room]
    for _ in range(chance.randint(15, 30)):
        at += chance.random()
        author = first_author + chance.randrange(MEMBERS)
        op = _wish(chance, room, author, at)
        history.operations.append(op)
        fate = chance.random()
        if fate < 0.1:
            op.refused = "muted"
        elif fate > 0.15:  # in between it never arrived, and its author never learns
            row = Stored(
                room, len(history.log) + 1, len(log) + 1, author, op.cid, op.body
            )
            history.log.append(row)
            log.append(row)
            answers = chance.choice([0, 1, 1, 1, 2])
            op.acks = [
                Place(row.id, row.seq, at + 0.01 + n / 10) for n in range(answers)
            ]
    history.verdicts |= {row.id for row in log}
    distress = {op.body for op in history.operations if op.is_distress}
    history.flags += [row.id for row in log if row.body in distress]
    for member in range(MEMBERS):
        joined_at = chance.randrange(3)
        history.views.append(_view(f"member {member}", room, log[joined_at:]))
    history.views.append(replace(_view("reader", room, log), is_final=True))


def _wish(chance: random.Random, room: str, author: int, at: float) -> Operation:
    cid = str(uuid.UUID(int=chance.getrandbits(128)))
    return Operation(room, author, cid, f"words {cid}", chance.random() < 0.2, at)


def _view(client: str, room: str, log: list[Stored]) -> View:
    rows = [Seen(room, r.id, r.seq, r.author, r.body, 0.0) for r in log]
    return View(client, room, rows)


# --- The faults


def _acked(history: History, chance: random.Random) -> tuple[Operation, Stored]:
    """An acknowledged message from the middle of its room."""
    stored = {row.body: row for row in history.log}
    op = chance.choice(
        [o for o in history.operations if o.acks and 5 < o.acks[0].seq < 9]
    )
    return op, stored[op.body]


def _views_of(history: History, room: str) -> list[View]:
    return [view for view in history.views if view.room == room]


def drop(history: History, chance: random.Random) -> None:
    _, row = _acked(history, chance)
    last = max(r.seq for r in history.log if r.room == row.room)
    gone = next(r for r in history.log if r.room == row.room and r.seq == last)
    op = next(o for o in history.operations if o.body == gone.body)
    op.acks = op.acks or [Place(gone.id, gone.seq, op.invoked_at + 0.01)]
    history.log.remove(gone)
    history.verdicts.discard(gone.id)
    history.flags = [m for m in history.flags if m != gone.id]
    for view in _views_of(history, row.room):
        view.rows = [seen for seen in view.rows if seen.id != gone.id]


def double(history: History, chance: random.Random) -> None:
    _, row = _acked(history, chance)
    rows = chance.choice(_views_of(history, row.room)).rows
    at = next(n for n, seen in enumerate(rows) if seen.id == row.id)
    rows.insert(chance.randint(at + 1, len(rows)), rows[at])


def swap(history: History, chance: random.Random) -> None:
    _, row = _acked(history, chance)
    rows = chance.choice(_views_of(history, row.room)).rows
    at = next(n for n, seen in enumerate(rows) if seen.id == row.id)
    rows[at], rows[at + 1] = rows[at + 1], rows[at]


def phantom(history: History, chance: random.Random) -> None:
    _, row = _acked(history, chance)
    rows = chance.choice(_views_of(history, row.room)).rows
    rows.append(
        replace(rows[-1], id=9_999, seq=rows[-1].seq + 1, body="nobody's words")
    )


def wrong_room(history: History, chance: random.Random) -> None:
    _, row = _acked(history, chance)
    other = next(view for view in history.views if view.room != row.room)
    seen = Seen(other.room, row.id, other.rows[-1].seq + 1, row.author, row.body, 0.0)
    other.rows.append(seen)


def hole(history: History, chance: random.Random) -> None:
    _, row = _acked(history, chance)
    view = chance.choice(_views_of(history, row.room))
    view.rows = [seen for seen in view.rows if seen.id != row.id]


def split(history: History, chance: random.Random) -> None:
    _, row = _acked(history, chance)
    view = chance.choice(_views_of(history, row.room))
    at = next(n for n, seen in enumerate(view.rows) if seen.id == row.id)
    first, second = view.rows[at : at + 2]
    view.rows[at : at + 2] = [
        replace(second, seq=first.seq),
        replace(first, seq=second.seq),
    ]


def late(history: History, chance: random.Random) -> None:
    op, _ = _acked(history, chance)
    after = [o for o in history.operations if o.room == op.room and o.acks]
    op.invoked_at = max(o.acks[0].at for o in after) + 1
    op.acks = [Place(op.acks[0].id, op.acks[0].seq, op.invoked_at + 0.01)]


def reuse(history: History, chance: random.Random) -> None:
    op, row = _acked(history, chance)
    op.acks.append(Place(row.id, row.seq + 1, op.acks[-1].at + 0.01))


def no_verdict(history: History, chance: random.Random) -> None:
    _, row = _acked(history, chance)
    history.verdicts.discard(row.id)


def no_flag(history: History, chance: random.Random) -> None:
    history.flags.remove(chance.choice(history.flags))


def extra_flag(history: History, chance: random.Random) -> None:
    calm = {op.body for op in history.operations if not op.is_distress}
    history.flags.append(
        chance.choice([row.id for row in history.log if row.body in calm])
    )


PLANTED: dict[str, Callable[[History, random.Random], None]] = {
    "lost": drop,
    "doubled": double,
    "reordered": swap,
    "phantom": phantom,
    "wrong room": wrong_room,
    "hole": hole,
    "split": split,
    "late": late,
    "cid reused": reuse,
    "no verdict": no_verdict,
    "flag missing": no_flag,
    "flag extra": extra_flag,
}
