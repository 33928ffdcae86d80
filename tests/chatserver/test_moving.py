"""From SQLite to PostgreSQL: everything arrives, or nothing does."""

import json
import uuid

import pytest

from tests.chatserver.test_backups import ROOM, manage, read
from tests.parts import postgres

pytestmark = pytest.mark.real
MOVE = "move_from_sqlite"


@pytest.fixture
def empty():
    """The address of a database with nothing in it."""
    name = f"moved_{uuid.uuid4().hex[:12]}"
    yield postgres.server().make(name)
    postgres.server().drop(name)


def file_of(server):
    return server.log.parent / "alongside.sqlite3"


def rows(server):
    """All of them, as one list that does not hang on the order of sets."""
    said = manage(server, "dumpdata", "--all").splitlines()
    found = json.loads(next(line for line in said if line.startswith("[{")))
    for row in found:
        row["fields"] = {
            name: sorted(value, key=str) if isinstance(value, list) else value
            for name, value in row["fields"].items()
        }
    return sorted(found, key=lambda row: (row["model"], str(row["pk"])))


def test_everything_moves_and_the_community_goes_on(server, empty, visit):
    ana = visit(server, "ana").socket()
    ana.post(ROOM, "Before the move.")
    ana.post(ROOM, "I want to kill myself tonight.")
    server.stop()
    before = rows(server)
    server.environment["DATABASE_URL"] = empty
    manage(server, "migrate")

    said = manage(server, MOVE, str(file_of(server)))

    assert "moderation_flag: " in said
    assert any(row["model"] == "moderation.flag" for row in before)
    assert rows(server) == before
    assert "The audit is whole" in manage(server, "verify_audit")
    manage(server, "prepare", "--without-static")
    server.start()
    visit(server, "ana").socket().post(ROOM, "After the move.")
    found, _ = read(visit(server, "ben"))
    assert {"Before the move.", "After the move."} <= set(found)


def test_the_old_file_stays_as_it_is(server, empty):
    server.stop()
    before = rows(server)
    server.environment["DATABASE_URL"] = empty
    manage(server, "migrate")

    manage(server, MOVE, str(file_of(server)))

    del server.environment["DATABASE_URL"]
    assert rows(server) == before


def test_nothing_moves_while_a_server_runs(server, empty):
    server.environment["DATABASE_URL"] = empty
    manage(server, "migrate")

    said = manage(server, MOVE, str(file_of(server)), expects=1)

    assert "A server is running" in said
    assert "Traceback" not in said


def test_nothing_moves_into_what_is_not_empty_or_has_no_tables(server, empty):
    server.stop()
    server.environment["DATABASE_URL"] = empty
    said = manage(server, MOVE, str(file_of(server)), expects=1)
    assert "no tables yet" in said

    manage(server, "migrate")
    manage(server, MOVE, str(file_of(server)))
    again = manage(server, MOVE, str(file_of(server)), expects=1)

    assert "is not empty" in again
    assert "Traceback" not in said + again


def test_what_is_no_database_of_ours_is_refused(server, tmp_path):
    letter = tmp_path / "letter"
    letter.write_text("This is only a letter.")

    said = manage(server, MOVE, str(letter), expects=1)

    assert "names no PostgreSQL" in said


def test_a_row_that_postgresql_refuses_leaves_it_empty(server, empty):
    server.stop()
    spoil = (
        "from people.models import Person;"
        "Person.objects.filter(alias='ana').update(alias='a' * 500)"
    )
    manage(server, "shell", "--command", spoil)
    server.environment["DATABASE_URL"] = empty
    manage(server, "migrate")

    said = manage(server, MOVE, str(file_of(server)), expects=1)

    assert "people_person can't be moved" in said
    assert "aaaa" not in said
    count = "from people.models import Person; print('people', Person.objects.count())"
    assert "people 0" in manage(server, "shell", "--command", count)
