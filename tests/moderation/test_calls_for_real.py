"""Calls and canaries through real processes: two servers, PostgreSQL, two clocks."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from tests.moderation.conftest import LOW
from tests.moderation.hooks import SECRET, Hook, hook
from tests.parts.servers import Cluster, Process
from tests.parts.visitor import Visitor

PATIENCE = 15.0
# Long enough for every clock to come by a few times.
A_WHILE = 5.0


@pytest.fixture
def second_clock(two_servers: Cluster) -> Iterator[Process]:
    first = two_servers.clock
    clock = Process("clock2", first.log.parent, *first.arguments, **first.environment)
    clock.start()
    yield clock
    clock.stop()


@pytest.fixture
def phone(two_servers: Cluster, visit: Callable[..., Visitor]) -> Iterator[Hook]:
    """max is on call, by a webhook."""
    with hook() as server:
        max_ = ask(two_servers, "SELECT id FROM people_person WHERE alias = 'max'")
        answer = visit(two_servers.first, "cora").post(
            "/moderation/on-call/",
            person=str(max_),
            channel="webhook",
            address=server.address,
            secret=SECRET,
        )
        assert "Please send a test now." in answer.text
        yield server


def ask(cluster: Cluster, question: str) -> Any:
    with psycopg.connect(cluster.database_url) as database:
        found = database.execute(question.encode()).fetchone()
    return found and found[0]


def in_danger(cluster: Cluster, visit: Callable[..., Visitor]) -> None:
    room = ask(
        cluster, "SELECT id FROM rooms_room WHERE kind = 'room' AND NOT needs_cover"
    )
    line = visit(cluster.second, "ana").socket()
    line.join(f"room:{room}")
    line.post(f"room:{room}", LOW)


def test_two_clocks_and_one_that_was_killed_call_somebody_once(
    two_servers: Cluster,
    second_clock: Process,
    phone: Hook,
    visit: Callable[..., Visitor],
) -> None:
    in_danger(two_servers, visit)
    assert phone.arrived.acquire(timeout=PATIENCE)

    second_clock.kill()
    second_clock.start()

    assert not phone.arrived.acquire(timeout=A_WHILE)
    assert LOW.encode() not in phone.came[0][1]


def test_a_webhook_that_hangs_holds_up_nobodys_words(
    two_servers: Cluster, phone: Hook, visit: Callable[..., Visitor]
) -> None:
    hangs, ended = threading.Event(), []
    phone.answer = lambda call: ended.append(hangs.wait(PATIENCE))
    in_danger(two_servers, visit)
    assert phone.arrived.acquire(timeout=PATIENCE)

    in_danger(two_servers, visit)

    assert not ended
    hangs.set()


def test_a_canary_flies_from_the_clock_to_who_follows_the_board(
    two_servers: Cluster, visit: Callable[..., Visitor]
) -> None:
    watching = visit(two_servers.second, "max").socket()
    watching.join("flags")
    make_due(two_servers)

    watching.expect_row("flags", kind="canary")

    heard = "SELECT first_seen_at - raised_at FROM moderation_flag ORDER BY id DESC"
    deadline = time.monotonic() + PATIENCE
    while (took := ask(two_servers, heard)) is None:
        assert time.monotonic() < deadline
    assert took < timedelta(seconds=10)


def make_due(cluster: Cluster) -> None:
    """Five minutes have gone since the last canary."""
    with psycopg.connect(cluster.database_url) as database:
        database.execute(
            "INSERT INTO moderation_pulse (name, at) VALUES ('canary', %s) "
            "ON CONFLICT (name) DO UPDATE SET at = excluded.at",
            [datetime.now(UTC) - timedelta(minutes=6)],
        )
