"""E6: servers are asked to stop and started anew, one after the other, under load."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable

from bench.client import now
from prove.processes import family
from prove.results import Result
from prove.stack import OnPostgres, on_postgres
from prove.storm import Size, Storm
from tests.parts.servers import Server

FULL = Size(rooms=20, members=10, posts=9_600, rate=60, distress=100)
SHORT = Size(rooms=8, members=5, posts=1_200, rate=40, distress=10)
RESTARTS = {"full": 20, "short": 6}
GOING_AWAY = 1012


async def rolling(result: Result) -> None:
    with on_postgres() as stack:
        storm = Storm(stack, FULL if result.form == "full" else SHORT, result.seed)
        exits: list[tuple[int, float]] = []
        strikes = [
            ("deploy", _restart(stack.servers[number % 2], exits))
            for number in range(RESTARTS[result.form])
        ]
        watch = Connections(stack)
        await storm.play(strikes)
        watch.stop()
        await storm.leave()
        stuck = await asyncio.to_thread(_stop_beside_a_frozen_database, stack)
    _tell(result, storm, exits)
    result.at_most("asked to stop, the database frozen → gone", stuck, 10, "s")
    result.at_most("database connections, peak ÷ usual", watch.ratio(), 3)


def _stop_beside_a_frozen_database(stack: OnPostgres) -> float:
    pids = family(stack.database.pid)
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    began = now()
    try:
        stack.servers[0].stop()
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)
    return now() - began


class Connections:
    """Looks five times a second at how many connections the database has."""

    def __init__(self, stack: OnPostgres) -> None:
        self._stack = stack
        self._counts: list[int] = []
        self._over = threading.Event()
        # An experiment that breaks off must not wait for it.
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def ratio(self) -> float:
        usual = sorted(self._counts)[len(self._counts) // 2]
        return max(self._counts) / max(1, usual)

    def _look(self) -> None:
        while not self._over.wait(0.2):
            self._counts.append(self._stack.database.connections())


def _restart(server: Server, exits: list[tuple[int, float]]) -> Callable[[], None]:
    def strike() -> None:
        began = now()
        exits.append((server.stop(), now() - began))
        server.start()

    return strike


def _tell(result: Result, storm: Storm, exits: list[tuple[int, float]]) -> None:
    for name, number in storm.counts().items():
        result.tell(name, number)
    result.zero(storm.faults())
    cuts = [cut for cut in storm.record.cuts if not cut.was_ours]
    result.exact(
        "sockets closed with 1012",
        sum(cut.code == GOING_AWAY for cut in cuts),
        len(cuts),
    )
    result.exact(
        "sockets told when to return", sum(c.was_told for c in cuts), len(cuts)
    )
    result.spread("silence of a socket", storm.silences(GOING_AWAY), p95=1.5)
    result.exact("exit codes other than 0", sum(code != 0 for code, _ in exits), 0)
    result.spread("asked to stop → gone", [took for _, took in exits], max=10.0)
    result.spread("wished during a deploy → seen by all", storm.healing("deploy"))
