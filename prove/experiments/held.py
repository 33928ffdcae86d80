"""E1d: the server dies around the release of what was held in a quiet room."""

import asyncio
import http.client
import random
from typing import Any

from bench.client import Line
from bench.people import Account
from prove import visits
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

# As prove.failing passes them, and whether the message must have its place by then.
POINTS = {"begin": False, "position": False, "commit": False, "nudge": True}
# At each point, on each of the two databases.
EACH = {"full": 25, "short": 1}


async def around_release(result: Result) -> None:
    progress = Progress(result)
    await asyncio.gather(*(_on(kind, result, progress) for kind in GROUNDS))
    for kind in GROUNDS:
        _tell(result, kind, progress.done[kind])
    progress.end()


async def _on(kind: str, result: Result, progress: Progress) -> None:
    if kind in progress.done:
        return
    each = EACH[result.form]
    with alone_on(kind) as (stack, server):
        told = await asyncio.to_thread(stack.ask, "people", "1", "2", "1")
        author, reader, moderator = (Account(**one) for one in told[:3])
        room = author.stream.partition(":")[2]
        await asyncio.to_thread(stack.ask, "quiet", room)
        trials = []
        for point in POINTS:
            chance = random.Random(f"{result.seed} {point}")
            for wish in schedule(chance, 1, each, 1, 0):
                trial = await _release(stack, server, author, moderator, point, wish)
                trials.append(trial | {"point": point})
        done = {"trials": trials, "read": await _read(stack, reader)}
        decided = stack.rows("SELECT message_id FROM moderation_helddecision")
        progress.keep(kind, done | {"decided": [row[0] for row in decided]})


async def _release(
    stack: Ground,
    server: Forked,
    author: Account,
    moderator: Account,
    point: str,
    wish: Wish,
) -> dict[str, Any]:
    """Held, killed; released, killed on the way; released again; asked for again."""
    held = await _post(stack, author, wish)
    await asyncio.to_thread(server.kill)
    await asyncio.to_thread(server.come_back)
    kept = _place(stack, held["id"])
    trap = set_trap(stack, point)
    first = await asyncio.to_thread(_ask_for_release, stack, moderator, held["id"])
    await asyncio.to_thread(wait_until_sprung, trap)
    await asyncio.to_thread(server.kill)
    await asyncio.to_thread(server.come_back)
    half_way = _place(stack, held["id"])
    await asyncio.to_thread(_ask_for_release, stack, moderator, held["id"])
    end = _place(stack, held["id"])
    again = await _post(stack, author, wish)
    return {
        "id": held["id"],
        "answers": [held["type"], again["type"]],
        "was_kept": kept == [None],
        "died": first == 0,
        "had_place": half_way != [None],
        "keeps_place": half_way in ([None], end),
        "is_same": [again.get("id"), again.get("seq")] == [held["id"], *end],
    }


async def _post(stack: Ground, author: Account, wish: Wish) -> dict[str, Any]:
    line = await Line.open(stack.places[0], author.cookie, lambda payload: None)
    try:
        answer: dict[str, Any] = await line.post(author.stream, wish.cid, wish.body)
        return answer
    finally:
        await line.close()


def _ask_for_release(stack: Ground, moderator: Account, message: int) -> int:
    """The status that a moderator's form was answered with; 0 for none."""
    path = f"/moderation/held/{message}/release/"
    try:
        return visits.post(stack.servers[0].url, moderator, path, {}).status
    except (OSError, http.client.HTTPException):
        return 0


def _place(stack: Ground, message: int) -> list[int | None]:
    rows = stack.rows(f"SELECT seq FROM rooms_message WHERE id = {int(message)}")
    return [row[0] for row in rows]


async def _read(stack: Ground, reader: Account) -> list[list[int]]:
    """id and seq of all that somebody is handed who knows nothing of the room."""
    line = await Line.open(stack.places[0], reader.cookie, lambda payload: None)
    rows: list[list[int]] = []
    cursor, more = 0, True
    while more:
        answer = await line.join(reader.stream, cursor)
        rows += [[row["id"], row["seq"]] for row in answer["rows"]]
        cursor, more = answer["position"], answer["more"]
    await line.close()
    return rows


def _tell(result: Result, kind: str, done: dict[str, Any]) -> None:
    trials = done["trials"]
    number = len(trials)
    ids = [trial["id"] for trial in trials]
    kept = sum(trial["was_kept"] for trial in trials)
    result.exact(f"{kind}: held, killed, and still held", kept, number)
    for point, has_place in POINTS.items():
        some = [trial for trial in trials if trial["point"] == point]
        name = f"{kind}, released and killed at {point}"
        result.exact(f"{name}: died there", sum(t["died"] for t in some), len(some))
        placed = sum(trial["had_place"] for trial in some)
        goal = len(some) if has_place else 0
        result.exact(f"{name}: had its place by then", placed, goal)
    stays = sum(trial["keeps_place"] for trial in trials)
    result.exact(f"{kind}: released twice, and one place", stays, number)
    answered = sum(t["answers"] == ["held", "stored"] for t in trials)
    result.exact(f"{kind}: answered held, and stored after", answered, number)
    same = sum(trial["is_same"] for trial in trials)
    result.exact(f"{kind}: asked again, the same id and its place", same, number)
    one_each = sorted(done["decided"]) == sorted(ids)
    result.exact(f"{kind}: one decision for each", one_each, True)
    in_order = [[id, place] for place, id in enumerate(ids, 1)]
    result.exact(f"{kind}: a reader gets each once", done["read"] == in_order, True)
