"""What an experiment is made on: real processes that can be stopped, killed and frozen."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pysqlite3

from bench.client import Place
from bench.stack import RAISED
from prove import moulds
from prove.processes import pid_of, stop
from prove.stores import Postgres, Redis
from tests.parts.servers import ROOT, Process, Server

SOCKETS = {"SOCKETS_PER_PERSON": "100", "SOCKETS_IN_ALL": "20000"}
TELLS = {"PYTHONFAULTHANDLER": "1"}
SERVE = ("-m", "chatserver")


class Stack:
    """The servers, and whom and what they serve."""

    def __init__(self, folder: Path, knobs: dict[str, str]) -> None:
        self.folder = folder
        self.knobs = knobs
        self.servers: list[Server] = []
        self.others: list[Process] = []

    @property
    def places(self) -> list[Place]:
        return [Place(server.url) for server in self.servers]

    @property
    def pids(self) -> list[int]:
        return [pid_of(server) for server in self.servers]

    def start(self) -> None:
        url = self.knobs.get("DATABASE_URL", "")
        if not moulds.fill(self.folder, url):
            self.manage("migrate", "--verbosity", "0")
            # Pages name their static files, which must be there by then.
            self.manage("collectstatic", "--no-input", "--verbosity", "0")
            moulds.keep(self.folder, url)
        for process in [*self.servers, *self.others]:
            process.start()

    def stop(self) -> list[int]:
        running = [p for p in [*self.servers, *self.others] if p.is_running()]
        return [stop(process) for process in running]

    def manage(self, *arguments: str) -> None:
        Process("manage", self.folder, "manage.py", *arguments, **self.knobs).run()

    def ask(self, *arguments: str, module: str = "prove.inside") -> Any:
        """What a module answers that looks at the database with the models."""
        asked = Process("inside", self.folder, "-m", module, **self.knobs)
        told = subprocess.run(
            [sys.executable, *asked.arguments, *arguments],
            cwd=ROOT,
            env=asked.environment,
            stdout=subprocess.PIPE,
            check=True,
        )
        return json.loads(told.stdout)


class OnSqlite(Stack):
    """One server alone, with its clock inside it."""

    def __init__(
        self, folder: Path, knobs: dict[str, str], program: tuple[str, ...] = SERVE
    ) -> None:
        super().__init__(folder, knobs)
        self.servers = [server(folder, "web", program, knobs)]

    def integrity(self) -> str:
        """Asked between a kill and the next start, so that this heals the WAL."""
        return str(self.rows("PRAGMA integrity_check")[0][0])

    def rows(self, question: str) -> list[Any]:
        """Reads the file past the server."""
        connection = pysqlite3.connect(str(self.folder / "alongside.sqlite3"))
        try:
            return list(connection.execute(question))
        finally:
            connection.close()


class OnPostgres(Stack):
    """Two servers and a clock that share PostgreSQL and Redis's protocol."""

    def __init__(
        self,
        folder: Path,
        knobs: dict[str, str],
        program: tuple[str, ...],
        database: Postgres,
    ) -> None:
        self.database = database
        self.redis = Redis(folder)
        shared = {"DATABASE_URL": self.database.url, "REDIS_URL": self.redis.url}
        super().__init__(folder, shared | knobs)
        self.servers = [
            server(folder, n, program, self.knobs) for n in ("web1", "web2")
        ]
        self.others = [Process("clock", folder, "manage.py", "clock", **self.knobs)]

    def start(self) -> None:
        self.redis.start()
        super().start()

    def rows(self, question: str) -> list[Any]:
        """Reads the database past the servers."""
        with psycopg.connect(self.database.url) as connection:
            return list(connection.execute(question.encode()))

    def stop_servers(self) -> None:
        """Before what they need goes away."""
        super().stop()

    def stop(self) -> list[int]:
        try:
            return super().stop()
        finally:
            self.redis.kill()
            self.database.remove()


def server(
    folder: Path, name: str, program: tuple[str, ...], knobs: dict[str, str]
) -> Server:
    made = Server(folder, name, **knobs)
    made.arguments = program
    return made


@contextmanager
def on_sqlite(
    program: tuple[str, ...] = SERVE, *, disk: Path | None = None, **knobs: str
) -> Iterator[OnSqlite]:
    """On a disk of its own, if one is given."""
    with tempfile.TemporaryDirectory(prefix="alongside-prove-", dir=disk) as folder:
        stack = OnSqlite(Path(folder), RAISED | SOCKETS | TELLS | knobs, program)
        try:
            stack.start()
            yield stack
        finally:
            stack.stop()


@contextmanager
def on_postgres(
    program: tuple[str, ...] = SERVE, *, disk: Path | None = None, **knobs: str
) -> Iterator[OnPostgres]:
    """With the database on a disk of its own, if one is given."""
    with tempfile.TemporaryDirectory(prefix="alongside-prove-") as folder:
        knobs = RAISED | SOCKETS | TELLS | knobs
        stack = OnPostgres(Path(folder), knobs, program, Postgres(disk))
        try:
            stack.start()
            yield stack
        finally:
            stack.stop()
