"""What a server that runs now is, and Alongside in its two shapes; peers are in peers.py."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import machine
from bench.stack import RAISED
from bench.stores import Stores
from prove.processes import pid_of
from prove.stack import SOCKETS, server
from tests.parts.servers import ROOT, Process

KNOBS = RAISED | SOCKETS | {"SOCKETS_PER_ADDRESS": "20000"}
SERVE = ("-m", "chatserver")


@dataclass(frozen=True)
class Crowd:
    """So many sockets, and rooms of one size; a socket may sit in more than one."""

    sockets: int
    size: int
    rooms: int

    @classmethod
    def of(cls, sockets: int, size: int) -> "Crowd":
        """Each socket in one room."""
        return cls(sockets, size, sockets // size)


@dataclass
class Serving:
    """How a running server is spoken to, where, and which processes it is."""

    wire: str
    ports: list[int]
    pids: list[int]
    # A line for each socket, as the generator reads them.
    seats: Callable[[Crowd], list[str]]
    store_pids: Callable[[], list[int]] = field(default=list)


class Alongside:
    """One database with its people; its servers are started as often as is asked."""

    def __init__(self, folder: Path, stores: Stores | None) -> None:
        folder.mkdir()
        self.folder = folder
        self._stores = stores
        self._seats: dict[tuple[Crowd, int], list[str]] = {}
        self.knobs = dict(KNOBS)
        if stores is not None:
            self.knobs |= {
                "DATABASE_URL": stores.database_url,
                "REDIS_URL": stores.redis_url,
            }
        self.manage("migrate", "--verbosity", "0")
        # Pages name their static files, which must be there.
        self.manage("collectstatic", "--no-input", "--verbosity", "0")
        self.ask("staff")

    @contextmanager
    def serving(
        self, processes: int = 1, program: tuple[str, ...] = SERVE
    ) -> Iterator[Serving]:
        """On SQLite the clock runs inside; else it is a process of its own."""
        started: list[Process] = []
        if self._stores is not None:
            started.append(self._process("clock", "manage.py", "clock"))
        names = [f"web{number}" for number in range(processes)]
        servers = [server(self.folder, name, program, self.knobs) for name in names]
        try:
            for clock in started:
                clock.start()
            for one in servers:
                started.append(one)
                with machine.pinned(machine.CORES.server):
                    one.start()
            yield Serving(
                "alongside",
                [one.port for one in servers],
                [pid_of(one) for one in servers],
                lambda crowd: self.seats(crowd, processes),
                self._stores.pids if self._stores else list,
            )
        finally:
            for process in reversed(started):
                end(process)

    def seats(self, crowd: Crowd, processes: int = 1) -> list[str]:
        """Signed-in members; made once for each shape of a crowd."""
        key = crowd, processes
        if key not in self._seats:
            numbers = (crowd.sockets, crowd.size, crowd.rooms, processes)
            self._seats[key] = self.ask("seats", *map(str, numbers))
        return self._seats[key]

    def manage(self, *arguments: str) -> None:
        self._process("manage", "manage.py", *arguments).run()

    def ask(self, *arguments: str) -> Any:
        """What bench.inside answers, in a process of its own on this database."""
        asked = self._process("inside", "-m", "bench.inside", *arguments)
        told = subprocess.run(
            [sys.executable, *asked.arguments],
            cwd=ROOT,
            env=asked.environment,
            stdout=subprocess.PIPE,
            check=True,
        )
        return json.loads(told.stdout)

    def _process(self, name: str, *arguments: str) -> Process:
        return Process(name, self.folder, *arguments, **self.knobs)


def end(process: Process) -> None:
    """What has been measured stands, even if its server is slow to go."""
    try:
        process.stop()
    except AssertionError:
        print(f"  {process.name} had to be killed", flush=True)
