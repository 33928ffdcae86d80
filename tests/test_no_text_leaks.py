"""What somebody writes is in the database and on their readers' screens; nowhere else."""

import contextlib
import uuid
from collections.abc import Callable
from typing import Any

import psycopg
import redis
from websockets.exceptions import ConnectionClosed

from rooms import actions
from tests.parts.servers import Cluster
from tests.parts.visitor import Visitor

# Plain enough that nothing encodes it; distressed, so that cards and alerts are made.
MARK = f"canary{uuid.uuid4().hex}"
CANARY = f"I want to kill myself tonight {MARK}"
END = "that-was-all"


def test_no_text_is_in_logs_or_redis(
    two_servers: Cluster, visit: Callable[..., Visitor]
) -> None:
    store = redis.Redis.from_url(two_servers.redis_url)
    with store.monitor() as monitor:
        ana = visit(two_servers.first, "ana")
        ben = visit(two_servers.second, "ben")
        room = practice_room(two_servers)
        reading = ben.socket()
        reading.join(room)

        ana.socket().post(room, CANARY)
        reading.expect_row(room, body=CANARY)
        post_by_form(ana, room, f"{CANARY} by form")
        reading.expect_row(room, body=f"{CANARY} by form")
        provoke(ana, room)
        while_storing_fails(two_servers, lambda: provoke(ana, room))
        store.echo(END)
        heard = b"".join(until_the_end(monitor))

    assert b"room:" in heard, "nudges went through Redis, so it was listened to"
    assert MARK.encode() not in heard
    assert MARK.encode() not in b"".join(map(store.dump, store.scan_iter()))
    for process in two_servers.processes:
        assert MARK not in process.said()


def test_no_text_is_in_mail_or_notices(room, ana, say, mailoutbox):
    from people.models import Notice

    say(room, ana, CANARY)

    assert not mailoutbox
    assert not Notice.objects.filter(words__contains=MARK).exists()


def test_the_page_of_an_error_gives_the_words_back_to_who_wrote_them_only(
    client_of, room, ana, monkeypatch
):
    def fail(*args: Any, **kwargs: Any) -> None:
        raise ValueError(CANARY)

    monkeypatch.setattr(actions, "post", fail)
    client = client_of(ana)
    client.raise_request_exception = False

    answer = client.post(f"/rooms/{room.pk}/messages/", form(CANARY))

    assert answer.status_code == 500
    page = answer.content.decode()
    assert page.count(MARK) == 1
    assert MARK in page.partition("<textarea")[2].partition("</textarea>")[0]


def form(body: str) -> dict[str, str]:
    return {"body": body, "cid": str(uuid.uuid4())}


def post_by_form(visitor: Visitor, room: str, body: str) -> None:
    visitor.post(f"/rooms/{room[5:]}/messages/", **form(body))


def provoke(visitor: Visitor, room: str) -> None:
    """Everything that a wrong client might send with somebody's words in it."""
    cid = str(uuid.uuid4())
    post = {"type": "post", "stream": room, "cid": cid, "body": CANARY}
    for frame in (
        post,
        {**post, "body": f"another under the same cid {CANARY}"},
        {**post, "cid": CANARY},
        {**post, "stream": CANARY},
        {**post, "body": [CANARY]},
        {**post, "type": CANARY},
        {**post, "body": CANARY * 2_000},
        {**post, "reply_to": CANARY, "warning": CANARY},
        {"type": "react", "stream": room, "message": CANARY, "kind": CANARY},
        {"type": "join", "stream": f"room:{CANARY}", "after": CANARY},
    ):
        send_alone(visitor, frame)
    post_by_form(visitor, room, CANARY)
    visitor.post(f"/rooms/{room[5:]}/messages/", body=CANARY, cid=CANARY)
    visitor.post(f"/rooms/{MARK}/messages/", body=CANARY)


def send_alone(visitor: Visitor, frame: dict[str, Any]) -> None:
    """On a socket of its own, read until it answers or is closed."""
    with contextlib.suppress(ConnectionClosed):
        line = visitor.socket()
        line.send(**frame)
        line.send("ping", cursors={})
        line.expect("tips")
        line.close()


def while_storing_fails(cluster: Cluster, do: Callable[[], None]) -> None:
    """With a table gone, the database itself repeats what it was given."""
    with psycopg.connect(cluster.database_url, autocommit=True) as database:
        database.execute("ALTER TABLE moderation_verdict RENAME TO away")
        do()
        database.execute("ALTER TABLE away RENAME TO moderation_verdict")


def practice_room(cluster: Cluster) -> str:
    with psycopg.connect(cluster.database_url) as database:
        found = database.execute(
            "SELECT id FROM rooms_room WHERE kind = 'room' AND NOT needs_cover"
        ).fetchone()
    assert found is not None
    return f"room:{found[0]}"


def until_the_end(monitor: Any) -> Any:
    while True:
        command = monitor.next_command()["command"]
        command = command if isinstance(command, bytes) else command.encode()
        if END.encode() in command:
            return
        yield command
