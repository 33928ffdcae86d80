"""A long history costs nothing: what is read of a room is found by an index."""

import json
from typing import Any

import pytest
from django.db import connection
from django.db.models.query import QuerySet

from rooms import streams
from rooms.models import Message

# How each database names the index that it uses: by its name, or by what it looks up.
BY_PLACE = ("one_place", "(room_id=? AND seq")
BY_POSITION = (
    next(i.name for i in Message._meta.indexes if i.fields == ["room", "position"]),
    "(room_id=? AND position>?)",
)


@pytest.fixture(autouse=True)
def a_long_table(db: None) -> None:
    """PostgreSQL reads a short table from end to end, or sorts its few rows: then any
    index will do. What no index can do without is still in the plan."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for way in ("seqscan", "bitmapscan", "sort", "incremental_sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")


def plan(sql: str, values: Any) -> str:
    explain = "EXPLAIN (FORMAT JSON)" if _is_postgres() else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {sql}", values)
        return json.dumps(cursor.fetchall(), default=str)


def _is_postgres() -> bool:
    return connection.vendor == "postgresql"


def finds_by(names: tuple[str, ...], told: str) -> bool:
    """By this index and in its order: nothing is sorted, nothing read that is old."""
    is_found = any(name in told for name in names)
    return is_found and "Sort" not in told and "TEMP B-TREE" not in told


def test_what_one_missed_is_found_by_its_position() -> None:
    asked: list[tuple[str, Any]] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        streams.changes({"room:7": 1_000_000, "room:8": 2_000_000}, 200)

    questions = [one for one in asked if "rooms_message" in one[0]]
    assert len(questions) == (1 if _is_postgres() else 2)
    assert all(finds_by(BY_POSITION, plan(*one)) for one in questions)


@pytest.mark.parametrize(
    "page",
    [
        streams.placed(7).order_by("-seq")[:50],
        streams.placed(7).filter(seq__lt=900_000).order_by("-seq")[:50],
        streams.placed(7).filter(seq__gte=900_000).order_by("seq")[:50],
    ],
)
def test_a_page_of_a_room_is_found_by_its_place(page: "QuerySet[Message]") -> None:
    assert finds_by(BY_PLACE, plan(*page.query.sql_with_params()))
