"""E1 and E1b: parts are killed while people talk."""

import random
import time
from collections.abc import Callable

from prove.results import Result
from prove.stack import OnPostgres, on_postgres, on_sqlite
from prove.storm import Size, Storm, Strike
from tests.parts.servers import Server

FULL = Size(rooms=20, members=10, posts=20_000, rate=60, distress=400)
SHORT = Size(rooms=8, members=5, posts=1_600, rate=40, distress=40)
SHORT_ALONE = Size(rooms=4, members=5, posts=1_050, rate=30, distress=30)
KILLS = {"full": (10, 4, 1, 3), "short": (3, 1, 1, 1)}
KILLS_ALONE = {"full": 20, "short": 3}
RECOVERY = {"server": 3.0, "redis": 2.0, "flushall": 2.0, "postgres": 8.0}


async def two_servers(result: Result) -> None:
    """E1."""
    size = FULL if result.form == "full" else SHORT
    with on_postgres() as stack:
        storm = Storm(stack, size, result.seed)
        await storm.play(_strikes(stack, result))
        await storm.leave()
        codes = stack.stop()
    _tell(result, storm)
    result.exact("exit codes of processes asked to stop", codes, [0] * len(codes))
    for kind, goal in RECOVERY.items():
        name = f"wished while {kind} was down → seen by all"
        result.spread(name, storm.healing(kind), p95=goal)


async def one_server(result: Result) -> None:
    """E1b."""
    size = FULL if result.form == "full" else SHORT_ALONE
    kills = KILLS_ALONE[result.form]
    checks: list[str] = []
    with on_sqlite() as stack:

        def strike() -> None:
            stack.servers[0].kill()
            checks.append(stack.integrity())
            stack.servers[0].start()

        storm = Storm(stack, size, result.seed)
        await storm.play([("server", strike)] * kills)
        await storm.leave()
    _tell(result, storm)
    result.exact("integrity checks that said ok", checks.count("ok"), kills)
    name = "wished while the server was down → seen by all"
    result.spread(name, storm.healing("server"), p95=RECOVERY["server"])
    boots = [struck.whole - struck.began for struck in storm.struck]
    result.spread("of which killed → ready again", boots)
    result.notes.append(
        "With one server everybody waits for it to start, and then for their own next "
        "try: clients wait as browsers do, with full jitter and a limit that doubles."
    )


def _strikes(stack: OnPostgres, result: Result) -> list[tuple[str, Strike]]:
    servers, redis, flushes, postgres = KILLS[result.form]
    strikes: list[tuple[str, Strike]] = [
        ("server", _kill(stack.servers[number % 2])) for number in range(servers)
    ]
    strikes += [("redis", lambda: restart_redis(stack))] * redis
    strikes += [("flushall", stack.redis.flush)] * flushes
    strikes += [("postgres", lambda: restart_postgres(stack))] * postgres
    random.Random(result.seed).shuffle(strikes)
    return strikes


def _kill(server: Server) -> Callable[[], None]:
    def strike() -> None:
        server.kill()
        server.start()

    return strike


def restart_redis(stack: OnPostgres) -> None:
    stack.redis.kill()
    time.sleep(0.8)
    stack.redis.start()


def restart_postgres(stack: OnPostgres) -> None:
    stack.database.stop_immediately()
    stack.database.start()


def _tell(result: Result, storm: Storm) -> None:
    for name, number in storm.counts().items():
        result.tell(name, number)
    result.zero(storm.faults())
    result.exact("unknown operations", storm.record.history.counts()["unknown"], 0)
    result.spread("calm: wished → seen by all", storm.calm())
