"""Copies the whole database to a file while the community runs, and puts it back."""

import os
import secrets
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.models.functions import Now
from psycopg.pq import Conninfo

from chatserver import engine
from moderation import anchors, audit
from moderation.actions import erasing
from moderation.actions.audit import write_down
from realtime import roster
from realtime.models import Roster, Stream


class BackupFailed(Exception):
    """Nothing was changed; the text says why and what to do."""


def back_up(path: Path) -> None:
    """Writes one moment of the database to a new file, which only its owner can read."""
    _refuse_if_nothing_is_there()
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        words = f"{path} is there already. Give the name of a new file."
        raise BackupFailed(words) from None
    except OSError as problem:
        words = f"{path} can't be written: {problem.strerror}."
        raise BackupFailed(words) from None
    try:
        _copy_sqlite(path) if settings.IS_SQLITE else _dump_postgres(path)
    except (DatabaseError, OSError) as problem:
        path.unlink()
        words = f"{path} can't be written whole: {problem}. Is there room on the disk?"
        raise BackupFailed(words) from None
    except BaseException:
        path.unlink()
        raise


def _refuse_if_nothing_is_there() -> None:
    """Else a shell without the server's settings would keep an empty file each night."""
    file = Path(str(settings.DATABASES["default"]["NAME"]))
    if settings.IS_SQLITE and not file.is_file():
        raise BackupFailed(
            f"There is no database at {file}. Are DATABASE_URL and VAR_DIR the server's?"
        )


def restore(path: Path) -> None:
    """Puts a backup in the place of what is there; no server may be running.

    Everybody signs in again, because a session that has ended since would be back; and
    every stream gets a new epoch, so that browsers which are ahead of it start anew.
    """
    if not path.is_file():
        raise BackupFailed(f"There is no file {path}.")
    _put_sqlite(path) if settings.IS_SQLITE else _put_postgres(path)
    call_command("migrate", interactive=False, verbosity=0)
    Session.objects.all().delete()
    Roster.objects.all().delete()
    for stream in Stream.objects.all():
        Stream.objects.filter(pk=stream.pk).update(epoch=secrets.token_hex(4))
    _tell_the_audit()


def _tell_the_audit() -> None:
    """What was done since the backup is gone from the audit; that is said, and why."""
    head = audit.head()
    anchors.keep_restoring(head.number if head else 0)
    write_down("restored", by=None, about="database")
    erasing.erase_again()


# --- SQLite


def _copy_sqlite(path: Path) -> None:
    with connection.cursor() as cursor:
        # An empty file is what VACUUM INTO accepts as new.
        cursor.execute("VACUUM INTO %s", [str(path)])


def _put_sqlite(path: Path) -> None:
    engine.take_lock()
    current = Path(str(settings.DATABASES["default"]["NAME"]))
    incoming = current.with_name(current.name + ".incoming")
    try:
        shutil.copyfile(path, incoming)
        incoming.chmod(0o600)
        _check_sqlite(incoming)
    except OSError as problem:
        incoming.unlink(missing_ok=True)
        words = f"{incoming} can't be written: {problem.strerror}."
        raise BackupFailed(words) from None
    except BackupFailed:
        incoming.unlink()
        raise
    _forget_log(current)
    incoming.replace(current)


def _forget_log(current: Path) -> None:
    """Before the new file is there: the old one's log must never be read into it."""
    with suppress(DatabaseError), connection.cursor() as cursor:
        # Should this be stopped half way, what was there is whole.
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    for rest in ("-wal", "-shm"):
        current.with_name(current.name + rest).unlink(missing_ok=True)


def _check_sqlite(path: Path) -> None:
    database = connection.Database  # type: ignore[attr-defined]
    copy = database.connect(path)
    try:
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
        copy.execute("SELECT 1 FROM realtime_stream LIMIT 1")
    except database.DatabaseError as problem:
        raise BackupFailed(f"That is not a backup of ours: {problem}.") from problem
    finally:
        copy.close()
    if found != "ok":
        raise BackupFailed(f"That backup is damaged: {found}.")


# --- PostgreSQL


def _dump_postgres(path: Path) -> None:
    _run("pg_dump", "--format=custom", "--file", str(path))


def _put_postgres(path: Path) -> None:
    there = connection.introspection.table_names()
    # By the database's clock, as servers write it: this computer's may be wrong.
    lately = Roster.objects.filter(at__gt=Now() - roster.FRESH)
    if Roster._meta.db_table in there and lately.exists():
        raise BackupFailed("A server is running. Stop every server first.")
    connection.close()
    # Read to its end first, so that half of a damaged backup is never put in place.
    with tempfile.NamedTemporaryFile(suffix=".sql") as script:
        whole = ("--clean", "--if-exists", "--no-owner", "--file", script.name)
        _run("pg_restore", *whole, str(path))
        quiet = ("--quiet", "--no-psqlrc", "--set", "ON_ERROR_STOP=1")
        steps = ("--command", _drop(there), "--file", script.name)
        _run("psql", *quiet, "--single-transaction", *steps)


def _drop(tables: list[str]) -> str:
    """Also those of a newer version, which the backup of an older knows nothing of."""
    names = ", ".join(map(connection.ops.quote_name, tables))
    return f"DROP TABLE {names} CASCADE" if names else "SELECT 1"


def _run(*command: str) -> None:
    """Where the database is, and its password, go by environment: others see commands."""
    of: dict[str, Any] = settings.DATABASES["default"]
    options = of["OPTIONS"]
    where = {
        "PGDATABASE": of["NAME"],
        "PGUSER": of["USER"],
        "PGPASSWORD": of["PASSWORD"],
        "PGHOST": of["HOST"],
        "PGPORT": of["PORT"],
        "PGOPTIONS": "-c client_min_messages=warning",
    }
    # So is what stands in DATABASE_URL behind its question mark, such as sslmode.
    for known in Conninfo.get_defaults():
        if known.envvar and known.keyword != b"options":
            value = options.get(known.keyword.decode(), "")
            where.setdefault(known.envvar.decode(), value)
    environment = os.environ | {k: str(v) for k, v in where.items() if v}
    try:
        subprocess.run(command, check=True, capture_output=True, env=environment)
    except FileNotFoundError as problem:
        words = f"{command[0]} is needed and was not found. Install postgresql-client."
        raise BackupFailed(words) from problem
    except subprocess.CalledProcessError as problem:
        # Its first line says what failed; later ones may quote a row.
        first = problem.stderr.decode(errors="replace").partition("\n")[0]
        raise BackupFailed(first or f"{command[0]} failed.") from problem
