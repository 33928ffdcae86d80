"""Rows of models by fixed statements, for the path that every message takes.

A statement's text never depends on how many rows it is about, so a database plans it
once. What is read are the models themselves; a field left out is read when asked for.
Only names of tables and fields are ever put into a statement (so S608 is let pass).
"""

import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

import orjson
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Field, Model
from django.db.models.base import ModelState

M = TypeVar("M", bound=Model)
Rows = Sequence[Sequence[Any]]
Convert = Callable[[Any], Any]
# What is asked of each row beside its fields: (name, expression), …
Answers = tuple[tuple[str, str], ...]

# What SQLite keeps in a form of its own; psycopg takes and gives these as they are.
FROM_SQLITE: dict[str, Convert] = {
    "DateTimeField": lambda at: at and at.replace(tzinfo=UTC),
    "UUIDField": lambda text: text and uuid.UUID(text),
}
TO_SQLITE: dict[str, Convert] = {
    "DateTimeField": lambda at: at and _naive(at),
    "UUIDField": lambda value: value and value.hex,
}


@cache
def is_postgres() -> bool:
    """A process has one database; asking the connection costs more than a short row."""
    return connection.vendor == "postgresql"


# --- Conditions of one parameter each, whatever the number of values


def one_of(column: str) -> str:
    """The parameter is what listed() makes."""
    if is_postgres():
        return f"{column} = ANY(%s)"
    return f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608


def pair_of(first: str, second: str) -> str:
    """Two columns of numbers; the parameter is what paired() makes."""
    if is_postgres():
        pairs = (
            "SELECT (value->>0)::bigint, (value->>1)::bigint"
            " FROM jsonb_array_elements(%s::jsonb) value"
        )
    else:
        pairs = "SELECT value->>0, value->>1 FROM json_each(%s)"
    return f"({first}, {second}) IN ({pairs})"


def listed(values: Iterable[Any]) -> str:
    if is_postgres():
        # psycopg takes ten times as long to write an array.
        inside = ",".join([_in_array(value) for value in values])
        return "{" + inside + "}"
    return _json([v.hex if isinstance(v, uuid.UUID) else v for v in values])


def _in_array(value: Any) -> str:
    if value is None:
        return "NULL"
    return '"' + str(value).replace("\\", r"\\").replace('"', r"\"") + '"'


def paired(values: Iterable[tuple[int, int]]) -> str:
    return _json(list(values))


# --- Reading


def rows_of(
    model: type[M], names: Sequence[str], condition: str, *values: Any
) -> list[M]:
    """The model's rows that meet a condition, each with the named fields."""
    select, converted = select_of(model, tuple(names))
    with connection.cursor() as cursor:
        cursor.execute(f"{select} WHERE {condition}", values)
        found = cursor.fetchall()
    return [made_of(model, names, row, converted) for row in found]


@cache
def select_of(
    model: type[Model], names: tuple[str, ...], also: Answers = ()
) -> tuple[str, list[tuple[str, Convert]]]:
    fields = _fields(model, names)
    asked = [f"{expression} AS {name}" for name, expression in also]
    columns = ", ".join([*asked, *map(_quoted, fields)])
    kinds = {"JSONField": orjson.loads, **({} if is_postgres() else FROM_SQLITE)}
    converted = [
        (field.attname, kinds[kind])
        for field in fields
        if (kind := field.get_internal_type()) in kinds
    ]
    select = f"SELECT {columns} FROM {model._meta.db_table}"  # noqa: S608
    return select, converted


def made_of(
    model: type[M],
    names: Sequence[str],
    row: Sequence[Any],
    converted: list[tuple[str, Convert]],
) -> M:
    values = dict(zip(names, row, strict=True))
    for name, convert in converted:
        values[name] = convert(values[name])
    return _as(model, values)


def _as(model: type[M], values: dict[str, Any]) -> M:
    """As Model.from_db() would make it, without a call for each of its fields."""
    made = model.__new__(model)
    state = ModelState()
    state.adding, state.db = False, DEFAULT_DB_ALIAS
    made.__dict__ = {"_state": state, **values}
    return made


def fresh(model: type[M], values: dict[str, Any], **related: Model) -> M:
    """A row that insert() is about to write, as its model; what is not named is null.

    What it belongs to can be given, so that nobody asks the database for it.
    """
    made = _as(model, _nulls(model) | values)
    made._state.fields_cache |= related
    return made


@cache
def _nulls(model: type[Model]) -> dict[str, None]:
    return {field.attname: None for field in model._meta.concrete_fields}


# --- Writing


def update(model: type[Model], names: Sequence[str], rows: Rows) -> None:
    """Sets fields of rows that are there; the first field is their key."""
    key, *changed = _fields(model, names)
    table = model._meta.db_table
    if not is_postgres():
        setting = ", ".join(f"{field.column} = %s" for field in changed)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {table} SET {setting} WHERE {key.column} = %s",  # noqa: S608
                [(*values, of) for of, *values in rows],
            )
        return
    setting = ", ".join(f"{field.column} = v.{field.attname}" for field in changed)
    # Of arrays a planner expects few, and so looks each up by its key.
    given = f"unnest({_arrays([key, *changed])}) AS v({', '.join(names)})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {setting} FROM {given}"  # noqa: S608
            f" WHERE {table}.{key.column} = v.{key.attname}",
            [listed(column) for column in zip(*rows, strict=True)],
        )


def insert(model: type[Model], names: Sequence[str], rows: Rows) -> list[int]:
    """Inserts rows of these fields and returns their keys; every other field is null."""
    statement, converted = _insert(model, tuple(names))
    if is_postgres():
        with connection.cursor() as cursor:
            cursor.execute(statement, [_objects(names, rows)])
            return [row[0] for row in cursor.fetchall()]
    columns = [list(column) for column in zip(*rows, strict=True)]
    for place, convert in converted:
        columns[place] = [convert(value) for value in columns[place]]
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(zip(*columns, strict=True)))
        # Ids only rise, and nobody else writes now: these are the last ones.
        cursor.execute("SELECT last_insert_rowid()")
        last = cursor.fetchone()[0]
    return list(range(last - len(rows) + 1, last + 1))


@cache
def _insert(
    model: type[Model], names: tuple[str, ...]
) -> tuple[str, list[tuple[int, Convert]]]:
    """The statement; and, for SQLite, which of the values it keeps in another form."""
    fields = _fields(model, names)
    columns = ", ".join(map(_quoted, fields))
    into = f"INSERT INTO {model._meta.db_table} ({columns})"
    if is_postgres():
        key = model._meta.pk.column
        rows = f"SELECT * FROM {_given(fields)}"  # noqa: S608
        return f"{into} {rows} RETURNING {key}", []
    kinds = {"JSONField": _json, **TO_SQLITE}
    converted = [
        (place, kinds[kind])
        for place, field in enumerate(fields)
        if (kind := field.get_internal_type()) in kinds
    ]
    return f"{into} VALUES ({', '.join(['%s'] * len(fields))})", converted


def _fields(model: type[Model], names: Iterable[str]) -> list[Any]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return [fields[name] for name in names]


def _quoted(field: "Field[Any, Any]") -> str:
    """A column may have the name of a word of SQL."""
    return f'"{field.column}"'


def _given(fields: Iterable["Field[Any, Any]"]) -> str:
    """Rows as one parameter, which _objects() makes."""
    kinds = [f'"{field.attname}" {_kind(field)}' for field in fields]
    return f"json_to_recordset(%s::json) AS v({', '.join(kinds)})"


def _arrays(fields: Iterable["Field[Any, Any]"]) -> str:
    return ", ".join(f"%s::{_kind(field)}[]" for field in fields)


def _kind(field: "Field[Any, Any]") -> str:
    """A type without a length: what is too long must fail, not be cut."""
    return str(field.db_type(connection)).partition("(")[0]


def _objects(names: Sequence[str], rows: Rows) -> str:
    return _json([dict(zip(names, row, strict=True)) for row in rows])


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _naive(at: datetime) -> str:
    return str(at.astimezone(UTC).replace(tzinfo=None))
