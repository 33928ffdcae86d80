"""E5: each part is frozen with SIGSTOP for a while and goes on as if nothing had been.

While a server is frozen somebody who reads there is banned elsewhere: it must not go on
as if that had not been, however long it slept.
"""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from bench.client import now
from prove import visits
from prove.load import Member
from prove.processes import family, pid_of
from prove.results import Result
from prove.stack import OnPostgres, on_postgres
from prove.storm import Size, Storm, Strike

FULL = Size(rooms=20, members=10, posts=36_000, rate=60, distress=100)
SHORT = Size(rooms=8, members=5, posts=1_400, rate=40, distress=10)
FROZEN_FOR = 3.0
EACH = {"full": 20, "short": 1}
# Longer than hubs look back by themselves; and how often.
LONG = {"full": (33.0, 3), "short": (3.0, 1)}


@dataclass
class Banned:
    """Somebody who was banned while the server on which they read was frozen."""

    member: Member
    thawed_at: float

    @property
    def rows_after(self) -> int:
        return sum(row.at >= self.thawed_at for row in self.member.view.rows)


class Freezing(Storm):
    """Some of its people only read, on the first server, and will be banned."""

    def __init__(self, stack: OnPostgres, size: Size, seed: int, victims: int) -> None:
        super().__init__(stack, size, seed)
        self.victims = victims
        self.readers: list[Member] = []
        self.banned: list[Banned] = []

    async def gather(self) -> None:
        await super().gather()
        here = [member for member in self.members if member.home == 0]
        self.readers = here[: self.victims]
        self.members = [m for m in self.members if m not in self.readers]

    async def leave(self) -> None:
        await super().leave()
        for reader in self.readers:
            await reader.leave()

    def ban_one(self, pid: int, seconds: float) -> None:
        """Freezes the server of somebody and has another server ban them meanwhile."""
        assert self.lead is not None
        member = self.readers[len(self.banned)]
        with frozen([pid]):
            ends = now() + seconds
            other = self.stack.servers[1].url
            visits.keep_out(other, self.lead, member.account.person)
            time.sleep(max(0.0, ends - now()))
            self.banned.append(Banned(member, now()))


async def each_part(result: Result) -> None:
    with on_postgres() as stack:
        size = FULL if result.form == "full" else SHORT
        seconds, times = LONG[result.form]
        storm = Freezing(stack, size, result.seed, times)
        await storm.play(list(_strikes(stack, storm, result.form)))
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
    name = f"rows read after {seconds:g} s by who was banned meanwhile"
    result.exact(name, [banned.rows_after for banned in storm.banned], [0] * times)
    still = sum(banned.member.is_following.is_set() for banned in storm.banned)
    result.exact("of them still let in", still, 0)
    result.notes.append(
        "The people of a frozen server wait for it: their sockets stay open, and their "
        "words arrive when it goes on."
    )


def _strikes(
    stack: OnPostgres, storm: Freezing, form: str
) -> Iterator[tuple[str, Strike]]:
    """Long ones apart: a server that is hardly ever awake answers nobody in time."""
    parts: list[tuple[str, Callable[[], list[int]]]] = [
        ("server", lambda: [pid_of(stack.servers[0])]),
        ("redis", lambda: [stack.redis.pid]),
        ("postgres", lambda: family(stack.database.pid)),
    ]
    seconds, times = LONG[form]
    every = EACH[form] // times
    for number in range(EACH[form]):
        if number % every == 0 and number < every * times:
            yield "server and ban", _banning(storm, seconds)
        yield from ((kind, _freezing(pids)) for kind, pids in parts)


def _banning(storm: Freezing, seconds: float) -> Strike:
    return lambda: storm.ban_one(pid_of(storm.stack.servers[0]), seconds)


def _freezing(pids: Callable[[], list[int]]) -> Strike:
    return lambda: freeze(pids())


def freeze(pids: list[int]) -> None:
    with frozen(pids):
        time.sleep(FROZEN_FOR)


@contextmanager
def frozen(pids: list[int]) -> Iterator[None]:
    """Whatever happens meanwhile, they go on: who is frozen does not end when asked."""
    try:
        _signal(pids, signal.SIGSTOP)
        yield
    finally:
        _signal(pids, signal.SIGCONT)


def _signal(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)
