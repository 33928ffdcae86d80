"""E5: each part is frozen with SIGSTOP for a while and goes on as if nothing had been."""

import os
import signal
import time
from collections.abc import Callable

from prove.processes import family, pid_of
from prove.results import Result
from prove.stack import OnPostgres, on_postgres
from prove.storm import Size, Storm, Strike

FULL = Size(rooms=20, members=10, posts=30_000, rate=60, distress=100)
SHORT = Size(rooms=8, members=5, posts=1_400, rate=40, distress=10)
FROZEN_FOR = 3.0
EACH = {"full": 20, "short": 1}


async def each_part(result: Result) -> None:
    with on_postgres() as stack:
        size = FULL if result.form == "full" else SHORT
        storm = Storm(stack, size, result.seed)
        await storm.play(_strikes(stack, EACH[result.form]))
        await storm.leave()
    for name, number in storm.counts().items():
        result.tell(name, number)
    result.zero(storm.faults())
    result.exact("unknown operations", storm.record.history.counts()["unknown"], 0)
    result.spread("calm: wished → seen by all", storm.calm())
    result.spread("server frozen: wished → seen by all", storm.healing("server"))
    # Whoever is on the other server, as they read what others there write.
    others = storm.among(home=1, kind="server")
    result.spread("the other server's people meanwhile", others)
    result.spread("Redis frozen: wished → seen by all", storm.healing("redis"), p95=3.0)
    result.spread("PostgreSQL frozen: wished → seen by all", storm.healing("postgres"))
    result.notes.append(
        "The people of a frozen server wait for it: their sockets stay open, and their "
        "words arrive when it goes on."
    )


def _strikes(stack: OnPostgres, each: int) -> list[tuple[str, Strike]]:
    parts: list[tuple[str, Callable[[], list[int]]]] = [
        ("server", lambda: [pid_of(stack.servers[0])]),
        ("redis", lambda: [stack.redis.pid]),
        ("postgres", lambda: family(stack.database.pid)),
    ]
    return [(kind, _freezing(pids)) for kind, pids in parts] * each


def _freezing(pids: Callable[[], list[int]]) -> Strike:
    return lambda: freeze(pids())


def freeze(pids: list[int]) -> None:
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    time.sleep(FROZEN_FOR)
    for pid in pids:
        os.kill(pid, signal.SIGCONT)
