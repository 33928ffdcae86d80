"""Finds what must never be in a history, in the Jepsen manner."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from prove.history import History, Operation, Seen, Stored, View

# Each fault by the name under which it is counted.
FAULTS = (
    "lost",  # acknowledged, and not there at the end or never seen by somebody
    "doubled",  # one wish, two messages; or one message handed twice to a client
    "phantom",  # a message that nobody wished, or whose wish was refused
    "wrong room",  # a message outside the room that it was meant for
    "reordered",  # a client was handed a later message first
    "hole",  # a client was handed a message and not the one before it
    "split",  # two readers saw different messages at one place
    "late",  # wished after another's acknowledgement, and placed before it
    "cid reused",  # one cid, two places
    "no verdict",  # a message that was never screened
    "flag missing",  # distress, and no flag
    "flag extra",  # a flag, and no distress; or two flags
)
Fault = tuple[str, str]


def check(history: History) -> dict[str, int]:
    """How many there are of each fault."""
    found = Counter(name for name, _ in faults(history))
    return {name: found[name] for name in FAULTS}


def faults(history: History) -> Iterator[Fault]:
    wishes = {op.body: op for op in history.operations}
    yield from _in_log(history, wishes)
    for view in history.views:
        yield from _in_view(view, wishes)
    yield from _unseen(history)
    yield from _splits(history)
    yield from _late(history.operations)
    yield from _screening(history, wishes)


def _in_log(history: History, wishes: dict[str, Operation]) -> Iterator[Fault]:
    by_cid: dict[tuple[int, str], list[Stored]] = defaultdict(list)
    by_body = Counter(row.body for row in history.log)
    for row in history.log:
        by_cid[row.author, row.cid].append(row)
        yield from _against_wish(row, wishes.get(row.body), "the database")
    yield from (("doubled", body) for body, number in by_body.items() if number > 1)
    for op in history.operations:
        found = by_cid[op.author, op.cid]
        if op.is_acked and not any(row.body == op.body for row in found):
            yield "lost", f"{op.cid} is not in the database"
        if op.refused and found:
            yield "phantom", f"{op.cid} was refused and is stored"
        places = {(a.id, a.seq) for a in op.acks} | {(r.id, r.seq) for r in found}
        if op.acks and len(places) > 1:
            yield "cid reused", f"{op.cid} stands at {sorted(places)}"


def _against_wish(
    row: Seen | Stored, wish: Operation | None, where: str
) -> Iterator[Fault]:
    if wish is None or wish.author != row.author:
        yield "phantom", f"{row.id} in {where}"
    elif wish.room != row.room:
        yield "wrong room", f"{row.id} in {where}"


def _in_view(view: View, wishes: dict[str, Operation]) -> Iterator[Fault]:
    seen: set[int] = set()
    last = 0 if view.is_final or not view.rows else view.rows[0].seq - 1
    for row in view.rows:
        yield from _against_wish(row, wishes.get(row.body), view.client)
        if row.room != view.room:
            yield "wrong room", f"{row.id} to {view.client}"
        if row.id in seen:
            yield "doubled", f"{row.id} to {view.client}"
        elif row.seq <= last:
            yield "reordered", f"{row.seq} after {last} to {view.client}"
        elif row.seq > last + 1:
            yield "hole", f"{last + 1} to {row.seq - 1} for {view.client}"
        seen.add(row.id)
        last = max(last, row.seq)


def _unseen(history: History) -> Iterator[Fault]:
    """Whoever stayed must have seen all from their first message to the last."""
    by_room: dict[str, list[Stored]] = defaultdict(list)
    for row in history.log:
        by_room[row.room].append(row)
    for view in history.views:
        if not view.is_whole:
            continue
        seen = {row.id for row in view.rows}
        first = 1 if view.is_final or not view.rows else view.rows[0].seq
        for row in by_room[view.room]:
            if row.seq >= first and row.id not in seen:
                yield "lost", f"{row.id} was never seen by {view.client}"


def _splits(history: History) -> Iterator[Fault]:
    """All views, and the database, are prefixes of one log."""
    at: dict[tuple[str, int], int] = {}
    rows: Iterable[Seen | Stored] = [
        *history.log,
        *(row for view in history.views for row in view.rows),
    ]
    for row in rows:
        if at.setdefault((row.room, row.seq), row.id) != row.id:
            yield "split", f"{row.room} has two messages at {row.seq}"


def _late(operations: list[Operation]) -> Iterator[Fault]:
    """What was acknowledged before another was wished stands before it."""
    by_room: dict[str, list[Operation]] = defaultdict(list)
    for op in operations:
        if op.is_acked:
            by_room[op.room].append(op)
    for ops in by_room.values():
        earliest_ack = float("inf")
        for op in sorted(ops, key=lambda op: op.acks[0].seq, reverse=True):
            if op.invoked_at > earliest_ack:
                yield "late", f"{op.cid} at {op.acks[0].seq} in {op.room}"
            earliest_ack = min(earliest_ack, op.acks[0].at)


def _screening(history: History, wishes: dict[str, Operation]) -> Iterator[Fault]:
    flagged = Counter(history.flags)
    for row in history.log:
        wish = wishes.get(row.body)
        wanted = int(wish is not None and wish.is_distress)
        if row.id not in history.verdicts:
            yield "no verdict", str(row.id)
        if flagged[row.id] < wanted:
            yield "flag missing", str(row.id)
        if flagged.pop(row.id, 0) > wanted:
            yield "flag extra", str(row.id)
    yield from (("flag extra", str(message)) for message in flagged)
