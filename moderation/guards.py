"""Triggers by which the database itself refuses to change or delete what must stay.

They are put back after every migration, because SQLite loses them when it makes a table
anew. Whoever owns the database can drop them: what was changed then is found by the
audit's hashes, and verify_audit misses the triggers too.
"""

from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "append_only_"
REFUSED = "append-only"


@dataclass(frozen=True)
class Guard:
    """A table whose rows stay, and the columns of which that is not so."""

    table: str
    may_change: frozenset[str] = frozenset()
    # Words: they can be emptied, and not made into others.
    may_empty: frozenset[str] = frozenset()
    may_go: bool = False


TOLD = frozenset(["delayed_by_id", "delay_reason", "delay_review_on", "told_at"])
REASON = frozenset(["reason"])
GUARDS = (
    Guard("moderation_auditentry"),
    Guard("moderation_auditwords", may_go=True),
    Guard("moderation_decision", may_empty=REASON | {"said"}),
    Guard("moderation_redanswers", may_empty=frozenset(["when"])),
    Guard("moderation_threadview", may_change=TOLD, may_empty=REASON),
    Guard("moderation_helddecision"),
    Guard("moderation_reply"),
    Guard("moderation_targets"),
    Guard("moderation_policy"),
    Guard("moderation_ruleset"),
    Guard("people_rolechange", may_empty=REASON),
)


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Makes every trigger anew, for the columns that its table has now."""
    take_down(connection)
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        for guard in GUARDS:
            if guard.table in tables:
                for statement in _statements(guard, connection, cursor):
                    cursor.execute(statement)


def take_down(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for name, table in standing(connection):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables of which the database does not refuse what it should."""
    found = standing(connection)
    return [
        guard.table
        for guard in GUARDS
        for name in _names(guard, connection.vendor)
        if (name, guard.table) not in found
    ]


def standing(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    """Our triggers as the database has them now: name and table."""
    ask = STANDING[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(ask)
        return {(name, table) for name, table in cursor.fetchall()}


STANDING = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    " AND name GLOB 'append_only_*'",
    # One that was switched off does not stand.
    "postgresql": "SELECT tgname, relname FROM pg_trigger"
    " JOIN pg_class ON pg_class.oid = tgrelid"
    " WHERE NOT tgisinternal AND tgenabled <> 'D' AND tgname LIKE 'append\\_only\\_%'"
    " AND relnamespace = current_schema()::regnamespace",
}


def _names(guard: Guard, vendor: str) -> list[str]:
    verbs = ["update"] if guard.may_go else ["update", "delete"]
    if vendor == "postgresql":
        verbs.append("truncate")
    return [f"{PREFIX}{guard.table}_{verb}" for verb in verbs]


def _statements(guard: Guard, connection: Any, cursor: Any) -> list[str]:
    verbs = [
        (name, name.rpartition("_")[2]) for name in _names(guard, connection.vendor)
    ]
    if connection.vendor == "postgresql":
        return [_postgres(guard, name, verb) for name, verb in verbs]
    found = connection.introspection.get_table_description(cursor, guard.table)
    columns = [column.name for column in found]
    return [_sqlite(guard, name, verb, columns) for name, verb in verbs]


# --- SQLite


def _sqlite(guard: Guard, name: str, verb: str, columns: list[str]) -> str:
    when = f"WHEN NOT ({_same(guard, columns)})" if verb == "update" else ""
    return (
        f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {guard.table} {when} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}: {guard.table}'); END"
    )


def _same(guard: Guard, columns: list[str]) -> str:
    """That nothing but what may change is about to change."""
    held = [column for column in columns if column not in guard.may_change]
    return " AND ".join(
        f'(NEW."{column}" IS OLD."{column}"'
        + (f" OR NEW.\"{column}\" = '')" if column in guard.may_empty else ")")
        for column in held
    )


# --- PostgreSQL

POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION alongside_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was jsonb; becomes jsonb; emptied text;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        was := to_jsonb(OLD) - string_to_array(TG_ARGV[0], ',');
        becomes := to_jsonb(NEW) - string_to_array(TG_ARGV[0], ',');
        FOREACH emptied IN ARRAY string_to_array(TG_ARGV[1], ',') LOOP
            IF becomes ->> emptied = '' THEN
                was := was - emptied; becomes := becomes - emptied;
            END IF;
        END LOOP;
        IF was = becomes THEN RETURN NEW; END IF;
    END IF;
    RAISE EXCEPTION '{REFUSED}: %', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def _postgres(guard: Guard, name: str, verb: str) -> str:
    each = "STATEMENT" if verb == "truncate" else "ROW"
    change, empty = (",".join(sorted(c)) for c in (guard.may_change, guard.may_empty))
    return (
        f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {guard.table} FOR EACH {each} "
        f"EXECUTE FUNCTION alongside_append_only('{change}', '{empty}')"
    )
