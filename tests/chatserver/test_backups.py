"""Backing up while the community runs, and putting the backup back."""

import os
import uuid

import pytest

from tests.parts import postgres
from tests.parts.servers import Process

# It asks for its servers by name, which the marking of fixtures does not see.
pytestmark = pytest.mark.real

# The practice room is the first that the demo opens.
ROOM = "room:1"


def manage(server, *words, expects=0):
    """Runs a management command on what the server runs on."""
    environment = dict(server.environment)
    environment["PATH"] = f"{postgres.programs()}:{os.environ['PATH']}"
    command = Process(
        f"manage-{uuid.uuid4().hex}", server.log.parent, "manage.py", *words
    )
    command.environment = environment
    assert command.ended() == expects, command.said()
    return command.said()


def read(visitor):
    joined = visitor.socket().join(ROOM)
    return [row["body"] for row in joined["rows"]], joined["epoch"]


@pytest.fixture(params=["server", "two_servers"])
def running(request):
    """SQLite alone, and two servers on PostgreSQL."""
    found = request.getfixturevalue(request.param)
    return [found] if request.param == "server" else [found.first, found.second]


def test_a_backup_made_while_running_comes_back_whole(running, tmp_path, visit):
    file, first = tmp_path / "backup", running[0]
    ana = visit(first, "ana").socket()
    ana.post(ROOM, "Before the backup.")
    manage(first, "backup", str(file))
    ana.post(ROOM, "After the backup.")
    _, epoch = read(visit(first, "ben"))

    for server in running:
        server.stop()
    manage(first, "restore", str(file), "--yes")
    assert "The audit is whole" in manage(first, "verify_audit")
    first.start()
    found, new_epoch = read(visit(first, "ben"))

    assert "Before the backup." in found
    assert "After the backup." not in found
    assert new_epoch != epoch


def test_a_backup_from_before_an_upgrade_takes_the_newer_tables_away(
    running, tmp_path, visit
):
    file, first = tmp_path / "backup", running[0]
    manage(first, "backup", str(file))
    for server in running:
        server.stop()
    # As a later version makes one; it needs the older tables.
    newer = (
        "from django.db import connection as c; c.cursor().execute('CREATE TABLE newer ("
        "person bigint REFERENCES people_person (id))')"
    )
    manage(first, "shell", "--command", newer)

    manage(first, "restore", str(file), "--yes")
    first.start()

    count = (
        "from django.db import connection as c; print(c.introspection.table_names())"
    )
    assert "'newer'" not in manage(first, "shell", "--command", count)
    assert read(visit(first, "ana"))[0]


def test_a_backup_comes_back_on_a_machine_that_has_nothing(running, tmp_path):
    file, first = tmp_path / "backup", running[0]
    manage(first, "backup", str(file))
    first.environment["VAR_DIR"] = str(tmp_path / "another")
    if "DATABASE_URL" in first.environment:
        nothing = postgres.server().make(f"nothing_{uuid.uuid4().hex[:12]}")
        first.environment["DATABASE_URL"] = nothing

    manage(first, "restore", str(file), "--yes")

    assert "The audit is whole" in manage(first, "verify_audit")


def test_nothing_is_restored_under_a_running_server(running, tmp_path):
    file = tmp_path / "backup"
    manage(running[0], "backup", str(file))

    said = manage(running[0], "restore", str(file), "--yes", expects=1)

    assert "running" in said
    assert "Traceback" not in said


def test_what_is_no_backup_is_refused_and_changes_nothing(running, tmp_path, visit):
    file = tmp_path / "backup"
    file.write_text("This is only a letter.")
    for server in running:
        server.stop()

    said = manage(running[0], "restore", str(file), "--yes", expects=1)
    running[0].start()

    assert "Traceback" not in said
    assert read(visit(running[0], "ana"))[0]
