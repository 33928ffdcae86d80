"""E1c: the server dies between two steps of a post; the same cid is sent again."""

import asyncio
import random
from typing import Any

from bench.client import Line, Lost, Place
from bench.people import Account
from prove.nursery import (
    GROUNDS,
    Forked,
    Ground,
    alone_on,
    set_trap,
    wait_until_sprung,
)
from prove.progress import Progress
from prove.results import Result
from prove.schedule import Wish, schedule

# As prove.failing passes them, and whether the message must be there after the kill.
POINTS = {
    "begin": False,
    "position": False,
    "commit": False,
    "nudge": True,
    "ack": True,
    "answered": True,
}
# At each point, on each of the two databases.
EACH = {"full": 100, "short": 2}


async def between_steps(result: Result) -> None:
    progress = Progress(result)
    await asyncio.gather(*(_on(kind, result, progress) for kind in GROUNDS))
    for kind in GROUNDS:
        for point, is_stored in POINTS.items():
            name = f"{kind}, {point}"
            _tell(result, name, is_stored, progress.done[name])
    progress.end()


async def _on(kind: str, result: Result, progress: Progress) -> None:
    """A point that is done is not made again."""
    left = [p for p in POINTS if f"{kind}, {p}" not in progress.done]
    if not left:
        return
    with alone_on(kind) as (stack, server):
        told = await asyncio.to_thread(stack.ask, "people", "1", "2", "1")
        account = Account(**told[0])
        for point in left:
            done = await _at(stack, server, account, point, result)
            progress.keep(f"{kind}, {point}", done)


async def _at(
    stack: Ground, server: Forked, account: Account, point: str, result: Result
) -> dict[str, Any]:
    each = EACH[result.form]
    before = len(_stored(stack, account))
    wishes = schedule(random.Random(f"{result.seed} {point}"), 1, each, 1, 0)
    trials = [await _die_at(stack, server, account, point, wish) for wish in wishes]
    rows = _stored(stack, account)
    return {
        "trials": trials,
        "messages": len(rows) - before,
        "is_whole": [seq for seq, _ in rows] == list(range(1, len(rows) + 1)),
        "has_own_cids": len({cid for _, cid in rows}) == len(rows),
    }


def _tell(result: Result, name: str, is_stored: bool, done: dict[str, Any]) -> None:
    trials = done["trials"]
    number = len(trials)
    died = sum(trial["died"] for trial in trials)
    same = sum(trial["first"] == trial["second"] for trial in trials)
    there = sum(trial["was_there"] for trial in trials)
    result.exact(f"{name}: died there", died, number)
    result.exact(f"{name}: stored by then", there, number if is_stored else 0)
    lost = sum(trial["was_lost"] for trial in trials)
    result.exact(f"{name}: acknowledged and not there", lost, 0)
    result.exact(f"{name}: asked twice again, the same id and seq", same, number)
    result.exact(f"{name}: messages that came into being", done["messages"], number)
    is_sound = done["is_whole"] and done["has_own_cids"]
    result.exact(f"{name}: a cid to each, and places without a hole", is_sound, True)


async def _die_at(
    stack: Ground, server: Forked, account: Account, point: str, wish: Wish
) -> dict[str, Any]:
    place = stack.places[0]
    line = await Line.open(place, account.cookie, _unheard)
    trap = set_trap(stack, point)
    early = await _post(line, account, wish)
    await asyncio.to_thread(wait_until_sprung, trap)
    await line.close()
    await asyncio.to_thread(server.kill)
    await asyncio.to_thread(server.come_back)
    seqs = [seq for seq, _ in await asyncio.to_thread(_stored, stack, account)]
    first, second = await _ask_twice(place, account, wish)
    return {
        # After "answered" the answer may just have been read.
        "died": point == "answered" or early is None,
        "was_there": first[1] in seqs,
        "was_lost": early is not None and early[1] not in seqs,
        "first": first if early in (None, first) else early,
        "second": second,
    }


async def _ask_twice(
    place: Place, account: Account, wish: Wish
) -> list[tuple[int, int]]:
    line = await Line.open(place, account.cookie, _unheard)
    answers = [await _post(line, account, wish) for _ in range(2)]
    await line.close()
    assert answers[0] is not None
    assert answers[1] is not None
    return [answer for answer in answers if answer is not None]


async def _post(line: Line, account: Account, wish: Wish) -> tuple[int, int] | None:
    try:
        answer = await line.post(account.stream, wish.cid, wish.body)
    except Lost:
        return None
    return (answer["id"], answer["seq"]) if answer["type"] == "stored" else None


def _stored(stack: Ground, account: Account) -> list[tuple[int, str]]:
    """seq and cid of what is stored in the room, read past the server."""
    room = int(account.stream.partition(":")[2])
    question = f"SELECT seq, cid FROM rooms_message WHERE room_id = {room} ORDER BY seq"
    rows = stack.rows(question)
    return [(seq, str(cid)) for seq, cid in rows]


def _unheard(payload: bytes) -> None:
    pass
