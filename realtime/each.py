"""What plain_sql reads for many at once: rows by their keys, or of many streams."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db import connection

from realtime.plain_sql import (
    Answers,
    M,
    is_postgres,
    listed,
    made_of,
    one_of,
    rows_of,
    select_of,
)


def by_id(model: type[M], names: Sequence[str], ids: Iterable[int]) -> dict[int, M]:
    """Those of the model's rows, by their key, each with the named fields."""
    return {row.pk: row for row in rows_of(model, names, one_of("id"), listed(ids))}


def rows_of_each(
    model: type[M],
    names: Sequence[str],
    condition: str,
    each: Sequence[Sequence[int]],
    also: Answers = (),
) -> list[list[M]]:
    """As rows_of(), for each of several lists of values, which PostgreSQL asks at once.

    What is asked also is an expression under a name of its own; its value comes first.
    """
    select, converted = select_of(model, tuple(names), also)
    named = [name for name, _ in also]
    found: list[list[M]] = [[] for _ in each]
    with connection.cursor() as cursor:
        for place, *row in _rows_of_each(cursor, f"{select} WHERE {condition}", each):
            found[place].append(made_of(model, [*named, *names], row, converted))
    return found


def _rows_of_each(cursor: Any, question: str, each: Sequence[Sequence[int]]) -> Any:
    if not each:
        return []
    if is_postgres():
        columns = list(zip(*each, strict=True))
        cursor.execute(_for_each(question, len(columns)), [*map(listed, columns)])
        return cursor.fetchall()
    return [
        (place, *row)
        for place, values in enumerate(each)
        for row in cursor.execute(question, values).fetchall()
    ]


@cache
def _for_each(question: str, columns: int) -> str:
    names = [f"v{number}" for number in range(columns)]
    given = ", ".join(["%s::bigint[]"] * columns)
    question %= tuple(f"given.{name}" for name in names)
    return (
        f"SELECT given.place - 1, found.* FROM unnest({given})"  # noqa: S608
        f" WITH ORDINALITY AS given({', '.join(names)}, place),"
        f" LATERAL ({question}) AS found"
    )
