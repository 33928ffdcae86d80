"""E1c: the server dies between two steps of a post; the same cid is sent again."""

import asyncio
import random
import time
from pathlib import Path
from typing import Any

from bench.client import Line, Lost, Place, now
from bench.people import Account
from prove.results import Result
from prove.schedule import Wish, schedule
from prove.stack import OnPostgres, OnSqlite, on_postgres, on_sqlite

# As prove.failing passes them, and whether the message must be there after the kill.
POINTS = {
    "begin": False,
    "position": False,
    "commit": False,
    "nudge": True,
    "ack": True,
    "answered": True,
}
EACH = {"full": 200, "short": 2}
Ground = OnSqlite | OnPostgres
PROGRAM = ("-m", "prove.failing")


async def between_steps(result: Result) -> None:
    """One server at a time: any other would fall into the trap first."""
    with on_sqlite(PROGRAM) as alone:
        await _all_points(result, "SQLite", alone)
    with on_postgres(PROGRAM) as both:
        await asyncio.to_thread(both.servers[1].stop)
        await _all_points(result, "PostgreSQL", both)


async def _all_points(result: Result, where: str, stack: Ground) -> None:
    each = EACH[result.form]
    told = await asyncio.to_thread(stack.ask, "people", "1", "2", "1")
    account = Account(**told[0])
    for point, is_stored in POINTS.items():
        wishes = schedule(random.Random(f"{result.seed} {point}"), 1, each, 1, 0)
        trials = [await _die_at(stack, account, point, wish) for wish in wishes]
        _tell_point(result, f"{where}, {point}", is_stored, trials)
    told = await asyncio.to_thread(stack.ask, "log")
    cids = [row[4] for row in told["log"]]
    name = f"{where}: messages in the database"
    result.exact(name, len(cids), each * len(POINTS))
    result.exact(f"{where}: with a cid of their own", len(set(cids)), len(cids))
    places = [row[2] for row in told["log"]]
    is_whole = places == list(range(1, len(places) + 1))
    result.exact(f"{where}: places without a hole", is_whole, True)


def _tell_point(
    result: Result, point: str, is_stored: bool, trials: list[dict[str, Any]]
) -> None:
    number = len(trials)
    died = sum(trial["died"] for trial in trials)
    same = sum(trial["first"] == trial["second"] for trial in trials)
    there = sum(trial["was_there"] for trial in trials)
    result.exact(f"{point}: died there", died, number)
    result.exact(f"{point}: stored by then", there, number if is_stored else 0)
    result.exact(f"{point}: asked twice again, the same id and seq", same, number)


async def _die_at(
    stack: Ground, account: Account, point: str, wish: Wish
) -> dict[str, Any]:
    server, place = stack.servers[0], stack.places[0]
    failpoint = stack.folder / "failpoint"
    line = await Line.open(place, account.cookie, _unheard)
    failpoint.write_text(point)
    early = await _post(line, account, wish)
    await asyncio.to_thread(_wait_until_gone, failpoint)
    await line.close()
    await asyncio.to_thread(server.kill)
    failpoint.unlink(missing_ok=True)
    await asyncio.to_thread(server.start)
    seqs = [row[2] for row in (await asyncio.to_thread(_seqs, stack))]
    first, second = await _ask_twice(place, account, wish)
    return {
        # After "answered" the answer may just have been read.
        "died": point == "answered" or early is None,
        "was_there": first[1] in seqs,
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


def _seqs(stack: Ground) -> list[list[Any]]:
    """id, room, seq of what is stored, read past the server."""
    return stack.rows("SELECT id, room_id, seq FROM rooms_message")


def _wait_until_gone(failpoint: Path) -> None:
    deadline = now() + 5
    while failpoint.exists() and now() < deadline:
        time.sleep(0.005)


def _unheard(payload: bytes) -> None:
    pass
