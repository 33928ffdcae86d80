"""Who may no longer read is cut off, whatever the reason; who may still read stays."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis

from realtime import codes
from tests.conftest import PASSPHRASE
from tests.parts import servers
from tests.parts.servers import Cluster, Server
from tests.parts.visitor import Visitor

LEAD = "sol"


@pytest.fixture(scope="module")
def home(
    seeded_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    with servers.one(seeded_folder, tmp_path_factory.mktemp("home") / "var") as running:
        yield running


def sign_out(ana: Visitor, lead: Visitor, person: int) -> None:
    ana.post("/sign-out/")


def change_passphrase(ana: Visitor, lead: Visitor, person: int) -> None:
    """In another browser of hers."""
    fields = {"old_passphrase": PASSPHRASE, "passphrase": PASSPHRASE}
    Visitor(ana.server, "ana", PASSPHRASE).post("/settings/passphrase/", **fields)


def change_role(ana: Visitor, lead: Visitor, person: int) -> None:
    lead.post(f"/people/{person}/", role="mentor", reason="She has trained")


def suspend(ana: Visitor, lead: Visitor, person: int) -> None:
    lead.post(f"/people/{person}/suspend/", days="7", reason="To try it")


# Who was suspended can't come in for another trial, in whatever order they are made.
@pytest.mark.parametrize(
    ("alias", "change"),
    [
        ("ana", sign_out),
        ("ana", change_passphrase),
        ("ana", change_role),
        ("ben", suspend),
    ],
)
def test_a_socket_ends_with_what_let_it_in(
    alias: str,
    change: Callable[[Visitor, Visitor, int], None],
    home: Server,
    visit: Callable[..., Visitor],
) -> None:
    member, lead = visit(home, alias), visit(home, LEAD)
    line = member.socket()
    person = line.frames[0]["person"]["id"]

    change(member, lead, person)

    assert line.close_code() == codes.SIGNED_OUT


def test_without_redis_words_arrive_nobody_is_cut_and_it_is_said(
    two_servers: Cluster, visit: Callable[..., Visitor]
) -> None:
    room = open_room(two_servers)
    reader = visit(two_servers.second, "ben")
    ana, ben = visit(two_servers.first, "ana").socket(), reader.socket()
    ana.join(room)
    ben.join(room)

    redis.Redis.from_url(two_servers.redis_url).shutdown(nosave=True, now=True)
    ana.post(room, "Still here")

    ben.expect_row(room, body="Still here")
    wait_until_degraded(reader)
    ben.post(room, "So am I")
    ana.expect_row(room, body="So am I")


def open_room(cluster: Cluster) -> str:
    question = "SELECT id FROM rooms_room WHERE kind = 'room' AND NOT needs_cover"
    with psycopg.connect(cluster.database_url) as database:
        row: Any = database.execute(question).fetchone()
    return f"room:{row[0]}"


def wait_until_degraded(visitor: Visitor) -> None:
    deadline = time.monotonic() + 30
    while "degraded" not in visitor.get("/readyz").text:
        assert time.monotonic() < deadline, "it never said that it hears nothing"
