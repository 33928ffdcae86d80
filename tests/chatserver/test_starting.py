"""What a server says when it must not start."""

import os
import socket
import subprocess
import sys
from concurrent import futures

import pytest

from tests.parts.servers import LONG_PATIENCE, ROOT


def start(tmp_path, *arguments, **knobs):
    kept = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)}
    return subprocess.run(
        [sys.executable, *(arguments or ("-m", "chatserver"))],
        cwd=ROOT,
        env=kept | knobs,
        capture_output=True,
        text=True,
        timeout=LONG_PATIENCE,
    )


@pytest.mark.parametrize(
    ("knobs", "words"),
    [
        ({}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "x" * 60}, "ORIGINS is missing"),
        ({"DEMO": "1", "HOST": "0.0.0.0"}, "only runs on this machine"),
        ({"DEMO": "1", "PORT": "eight"}, "Use a whole number"),
        ({"DEMO": "perhaps"}, "Use 1 or 0"),
        ({"DEMO": "1", "DATABASE_URL": "mysql://here"}, "postgresql://"),
        ({"DEMO": "1", "ORIGINS": "https://a.example,http://b.example"}, "mixes"),
        ({"DEMO": "1", "ORIGINS": "talk.example.org"}, "Write it like https://"),
        ({"DEMO": "1", "ORIGINS": "https://a.example/"}, "Write it like https://"),
        ({"DEMO": "1", "ORIGINS": "https://Talk.example"}, "small letters"),
        ({"DEMO": "1", "ORIGINS": "https://a.example:443"}, "browsers leave out"),
        ({"DEMO": "1", "ORIGINS": "https://a.example:none"}, "Write it like https://"),
        ({"DEMO": "1", "TRUSTED_PROXIES": "10.0.0.0/8"}, "no ranges"),
        ({"DEMO": "1", "TRUSTED_PROXIES": "proxy.local"}, "no names"),
        ({"DEMO": "1", "LOG_LEVEL": "info"}, "LOG_LEVEL must be DEBUG or INFO"),
        ({"DEMO": "1", "TIME_ZONE": "Mars/Base"}, "TIME_ZONE is 'Mars/Base'"),
        ({"DEMO": "1", "REDIS_URL": "localhost:6379"}, "must start with redis://"),
        ({"DEMO": "1", "DATABASE_URL": "sqlite://x.sqlite3"}, "sqlite:////folder"),
        ({"DEMO": "1", "DATABASE_URL": "postgresql://u:a/b@h/name"}, "%2F"),
        (
            {"DEMO": "1", "DATABASE_URL": "postgresql://u@h/name?sslmod=require"},
            "sslmod",
        ),
        ({"DEMO": "1", "DATABASE_URL": "postgresql://u@h/n?options=-cx"}, "'options'"),
        ({"DEMO": "1", "DATABASE_URL": "postgresql://u:a#b@h/n?x"}, "%23"),
        ({"DEMO": "1", "DATABASE_URL": "sqlite:////a?mode=ro"}, "sqlite:////folder"),
        ({"DEMO": "1", "EMAIL_USE_SSL": "1", "EMAIL_USE_TLS": "1"}, "are both 1"),
        ({"DEMO": "1", "EMAIL_FROM": "Robin"}, "EMAIL_FROM must be one address"),
        ({"DEMO": "1", "PUSH_CONTACT": "Robin"}, "PUSH_CONTACT must be like"),
        ({"DEMO": "1", "VAR_DIR": "/dev/null/here"}, "VAR_DIR"),
    ],
)
def test_a_wrong_knob_is_said_in_words_and_nothing_starts(tmp_path, knobs, words):
    ended = start(tmp_path, **knobs)

    assert ended.returncode == 1
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_second_server_beside_sqlite_is_refused(server):
    ended = start(server.log.parent, DEMO="1", PORT="0")

    assert ended.returncode == 1
    assert "Another Alongside server is running here" in ended.stderr


def test_sqlite_keeps_a_log_and_waits_for_the_disk(tmp_path):
    question = (
        "import django; django.setup(); from django.db import connection as c;"
        "print(*(c.cursor().execute(f'PRAGMA {name}').fetchone()[0] for name in"
        " ('journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout')))"
    )
    settings = {"DJANGO_SETTINGS_MODULE": "chatserver.settings", "DEMO": "1"}

    asked = start(tmp_path, "-c", question, **settings)

    assert asked.stdout.split() == ["wal", "2", "1", "5000"]


def test_nobody_else_on_the_machine_reads_what_people_wrote(tmp_path):
    folder = tmp_path / "var"

    start(folder, "manage.py", "prepare", "--without-static", DEMO="1")

    assert oct((folder / "alongside.sqlite3").stat().st_mode)[-3:] == "600"
    assert oct(folder.stat().st_mode)[-3:] == "700"


def listening():
    place = socket.create_server(("127.0.0.1", 0))
    place.settimeout(30)
    return place


def test_a_connection_that_must_be_sealed_goes_no_further_in_the_open(tmp_path):
    with listening() as database, futures.ThreadPoolExecutor() as beside:
        port = database.getsockname()[1]
        url = f"postgresql://u:secret@127.0.0.1:{port}/n?sslmode=require"
        asking = beside.submit(
            start,
            tmp_path,
            "manage.py",
            "migrate",
            "--check",
            DEMO="1",
            DATABASE_URL=url,
        )
        line, _ = database.accept()
        # It asks for TLS, and is told that there is none.
        line.recv(8)
        line.sendall(b"N")

        assert line.recv(100) == b""
        line.close()
        asking.result()


def test_a_backup_reaches_the_database_as_the_server_does(tmp_path):
    program = tmp_path / "pg_dump"
    program.write_text("#!/bin/sh\necho $PGSSLMODE $PGAPPNAME $PGOPTIONS >&2; exit 1\n")
    program.chmod(0o700)
    url = "postgresql://u@h/n?sslmode=verify-full&application_name=night"
    knobs = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "DATABASE_URL": url}

    ended = start(
        tmp_path, "manage.py", "backup", str(tmp_path / "b"), DEMO="1", **knobs
    )

    assert "verify-full night -c client_min_messages=warning" in ended.stderr


def test_mail_is_sealed_from_the_first_byte_where_asked(tmp_path):
    with listening() as server, futures.ThreadPoolExecutor() as beside:
        knobs = {"EMAIL_HOST": "127.0.0.1", "EMAIL_USE_SSL": "1"}
        knobs["EMAIL_PORT"] = str(server.getsockname()[1])
        to = ("manage.py", "sendtestemail", "post@example.org")
        sending = beside.submit(start, tmp_path, *to, DEMO="1", **knobs)
        line, _ = server.accept()

        # Plain, it would wait for the server to greet it.
        assert line.recv(1) == b"\x16"
        line.close()
        sending.result()


def test_an_address_of_ipv6_is_let_in(tmp_path):
    question = (
        "import django; django.setup(); from django.test import Client;"
        "print(Client(HTTP_HOST='[::1]').get('/livez').status_code)"
    )
    settings = {"DJANGO_SETTINGS_MODULE": "chatserver.settings", "DEMO": "1"}

    asked = start(tmp_path, "-c", question, ORIGINS="http://[::1]", **settings)

    assert asked.stdout.split() == ["200"], asked.stderr


def test_before_the_tables_are_there_commands_say_what_to_do(tmp_path):
    lead = start(tmp_path, "manage.py", "first_lead", "--alias", "robin", DEMO="1")
    nothing = start(
        tmp_path / "elsewhere", "manage.py", "backup", str(tmp_path / "b"), DEMO="1"
    )

    assert "Run manage.py prepare first" in lead.stderr
    assert "There is no database at" in nothing.stderr
    assert "Traceback" not in lead.stderr + nothing.stderr
    assert not (tmp_path / "b").exists()


def test_a_backup_that_cannot_be_written_whole_is_said_and_leaves_nothing(tmp_path):
    start(tmp_path, "manage.py", "prepare", "--without-static", DEMO="1")
    backup = (tmp_path / "no" / "folder", tmp_path / "b")

    missing = start(tmp_path, "manage.py", "backup", str(backup[0]), DEMO="1")
    # As on a disk with 100 kB left.
    full = start(
        tmp_path,
        "-c",
        "import resource as r, runpy, sys; r.setrlimit(r.RLIMIT_FSIZE, (100_000,) * 2);"
        f"sys.argv = ['manage.py', 'backup', {str(backup[1])!r}];"
        "runpy.run_path('manage.py', run_name='__main__')",
        DEMO="1",
    )

    assert "can't be written: No such file" in missing.stderr
    assert "can't be written whole" in full.stderr
    assert "Traceback" not in missing.stderr + full.stderr
    assert not backup[1].exists()
