"""Moves a whole community from a SQLite file into an empty PostgreSQL, row by row."""

import copy
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, connections, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.functions import Now

from moderation import guards
from realtime import roster
from realtime.models import Roster

OLD = "old"
AT_ONCE = 500
# What migrating writes by itself; the old database's own rows take their place.
MADE_BY_MIGRATING = {"django_content_type", "auth_permission", "realtime_stream"}


class MoveFailed(Exception):
    """The new database is as empty as before; the text says why and what to do."""


def move(file: Path) -> Iterator[tuple[str, int]]:
    """Tells each table as it is done. All of it is there in the end, or nothing is."""
    if settings.IS_SQLITE:
        raise MoveFailed(
            "DATABASE_URL names no PostgreSQL. Give the one to move into, and the SQLite "
            "file as the argument."
        )
    if not file.is_file():
        raise MoveFailed(f"There is no file {file}.")
    _open(file)
    try:
        # From here on nothing can be written there, should a server start after all.
        with transaction.atomic(using=OLD), transaction.atomic():
            # Nor by this command; said only now, for even beginning counts as writing.
            connections[OLD].cursor().execute("PRAGMA query_only=ON")
            _refuse_unless_ready()
            yield from _copy_all()
            _refuse_unless_whole()
    finally:
        connections[OLD].close()


def _open(file: Path) -> None:
    there = copy.deepcopy(connection.settings_dict)
    connections.settings[OLD] = there | {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"{file.absolute().as_uri()}?mode=rw",
        "OPTIONS": {"transaction_mode": "IMMEDIATE"},
    }
    try:
        tables = connections[OLD].introspection.table_names()
        connection.ensure_connection()
    except DatabaseError as problem:
        raise MoveFailed(f"A database can't be opened: {problem}") from None
    if Roster._meta.db_table not in tables:
        raise MoveFailed(f"{file} is no database of ours.")


def _tables() -> list[type[models.Model]]:
    return list(apps.get_models(include_auto_created=True))


def _refuse_unless_ready() -> None:
    lately = Roster.objects.using(OLD).filter(at__gt=Now() - roster.FRESH)
    if lately.exists():
        raise MoveFailed(
            "A server is running on the old database, or was until a moment ago. Stop "
            "every server, and try again in half a minute."
        )
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise MoveFailed("The new database has no tables yet. Run manage.py migrate.")
    known = executor.loader.applied_migrations.keys()
    if MigrationRecorder(connections[OLD]).applied_migrations().keys() != known:
        raise MoveFailed(
            "The old database is of another version. With this one, and DATABASE_URL as "
            "it was, run manage.py prepare first."
        )
    for model in _tables():
        table = model._meta.db_table
        if table not in MADE_BY_MIGRATING and model._base_manager.exists():
            raise MoveFailed(
                f"The new database is not empty: {table} has rows. Make an empty one, and "
                "run manage.py migrate on it, but not prepare."
            )


def _copy_all() -> Iterator[tuple[str, int]]:
    with connection.cursor() as cursor:
        # A big table takes longer than a page may.
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
    for model in _tables():
        if model._meta.db_table in MADE_BY_MIGRATING:
            model._base_manager.all()._raw_delete(connection.alias)
    for model in _tables():
        yield model._meta.db_table, _copy(model)
    _number_on()


def _copy(model: type[models.Model]) -> int:
    """Rows are put in as they are: no signal tells anybody, no time is set anew."""
    count = 0
    rows = model._base_manager.using(OLD).order_by("pk").iterator(AT_ONCE)
    try:
        while some := list(islice(rows, AT_ONCE)):
            model._base_manager.using(connection.alias).bulk_create(some)
            count += len(some)
    except (DatabaseError, ValueError) as problem:
        # What the database says may quote a row.
        raise MoveFailed(
            f"{model._meta.db_table} can't be moved: {type(problem).__name__} after "
            f"{count} rows."
        ) from None
    return count


def _number_on() -> None:
    """What comes next has the number it would have had: none is ever given twice."""
    with connections[OLD].cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence WHERE seq > 0")
        last = dict(cursor.fetchall())
    with connection.cursor() as cursor:
        for model in _tables():
            table = model._meta.db_table
            if isinstance(model._meta.pk, models.AutoField) and table in last:
                of = [connection.ops.quote_name(table), model._meta.pk.column]
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), %s)",
                    [*of, last[table]],
                )


def _refuse_unless_whole() -> None:
    for model in _tables():
        here, there = (
            model._base_manager.using(name).count() for name in (connection.alias, OLD)
        )
        if here != there:
            raise MoveFailed(
                f"{model._meta.db_table} has {there} rows there and {here} here."
            )
    if missing := guards.missing(connection):
        raise MoveFailed(f"{missing[0]} is not guarded. Run manage.py migrate again.")
    try:
        connection.check_constraints()
    except DatabaseError:
        raise MoveFailed("Some rows speak of others that are not there.") from None
