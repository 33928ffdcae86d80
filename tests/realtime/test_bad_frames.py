"""Anything may come on a socket: it is refused, or the socket closed with a known code."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from websockets.exceptions import InvalidStatus

from prove.wire import Wire
from realtime import codes
from realtime.socket import MOST_BAD_FRAMES
from tests.parts import servers
from tests.parts.servers import Server
from tests.parts.visitor import Visitor
from tests.realtime.conftest import Raw

Open = Callable[[str], Raw]
PRACTICE = "room:1"
CID = "6f0e8f2c-7d3b-4a53-9e5e-1f4b8f0f6c11"
# Kinds of frames, and why a socket was closed, as RFC 6455 counts them.
MORE, PING, NOT_UTF_8 = 0, 9, 1007
frame = Wire.frame
POST = {"type": "post", "stream": PRACTICE, "cid": CID, "body": "Hello."}

BAD_FRAMES: list[Any] = [
    "",
    "not JSON",
    "[1, 2]",
    '"post"',
    "null",
    "{}",
    "[" * 5_000,
    '{"type": "\\ud800"}',
    b"\x00\x01 binary",
    {"type": None},
    {"type": 7},
    {"type": "dance"},
    {"type": "dance", "stream": PRACTICE},
    {"type": "join"},
    {"type": "join", "stream": None},
    {"type": "join", "stream": ["room:1"]},
    {"type": "join", "stream": ""},
    {"type": "join", "stream": "r" * 65},
    {"type": "join", "stream": PRACTICE, "after": "1"},
    {"type": "join", "stream": PRACTICE, "after": -1},
    {"type": "join", "stream": PRACTICE, "after": 1.5},
    {"type": "join", "stream": PRACTICE, "after": True},
    {"type": "join", "stream": PRACTICE, "after": 2**63},
    {"type": "join", "stream": PRACTICE, "after": 0, "epoch": 5},
    {"type": "ping", "cursors": [1]},
    {"type": "ping", "cursors": {f"room:{n}": 1 for n in range(65)}},
    {"type": "react", "stream": PRACTICE, "message": 1, "kind": "hear", "on": "yes"},
    {"type": "react", "stream": PRACTICE, "message": 1, "kind": "laugh", "on": True},
    {"type": "react", "stream": PRACTICE, "message": "1", "kind": "hear", "on": True},
    {"type": "take_back", "stream": PRACTICE, "message": True},
    {"type": "take_back", "stream": PRACTICE, "message": 2**63},
    {"type": "post", "stream": "me", "cid": CID, "body": "Hello."},
    {"type": "leave", "stream": 7},
    {"type": "typing", "stream": {}},
    json.dumps(POST | {"body": "x" * 17_000}),
]
BAD_POSTS = [
    {"cid": None},
    {"cid": 7},
    {"cid": "not a uuid"},
    {"body": None},
    {"body": 7},
    {"body": " \n\t"},
    {"body": "\x00"},
    {"body": "x" * 4_001},
    {"warning": "w" * 61},
    {"warning": 7},
    {"reply_to": "x"},
    {"reply_to": -1},
    {"reply_to": True},
]
ELSEWHERE = [
    "room:",
    "room:x",
    "room:-1",
    "room:0",
    "room:01",
    "room:٧",
    "room:1 ",
    "room:999999999999999999",
    "rooms:1",
    "me:1",
    "me:",
    "me:x",
    "me:99999999999999999999",
    "!",
    '"}',
    "flags:1",
]


@pytest.mark.parametrize("bad", BAD_FRAMES, ids=lambda bad: str(bad)[:40])
def test_a_bad_frame_is_refused_and_the_next_is_answered(raw: Open, bad: Any) -> None:
    ana = raw("ana")

    ana.send(bad)

    assert ana.next()["code"] == "bad_frame"
    assert ana.ask(type="ping", cursors={})["type"] == "tips"


@pytest.mark.parametrize("fields", BAD_POSTS, ids=lambda fields: str(fields)[:40])
def test_a_bad_post_is_refused_with_its_cid(raw: Open, fields: dict[str, Any]) -> None:
    answer = raw("ana").ask(**POST | fields)

    assert answer["code"] == "bad_post"
    assert answer.get("cid") == (POST | fields)["cid"] or "cid" not in answer


@pytest.mark.parametrize("stream", ELSEWHERE)
def test_a_stream_that_is_not_there_is_refused(raw: Open, stream: str) -> None:
    ben = raw("ben")

    answer = ben.ask(type="join", stream=stream, after=None)

    assert answer["code"] == "not_found"
    assert ben.ask(**POST | {"stream": stream})["code"] in {"not_found", "bad_frame"}


def test_frames_out_of_turn_do_nothing(raw: Open) -> None:
    ana = raw("ana")

    for kind in ("leave", "typing"):
        ana.send({"type": kind, "stream": PRACTICE})
        ana.send({"type": kind, "stream": "room:999"})

    assert ana.ask(type="ping", cursors={PRACTICE: 3}) == {"type": "tips", "tips": {}}


def test_too_many_bad_frames_close_the_socket(raw: Open) -> None:
    ana = raw("ana")

    for _ in range(MOST_BAD_FRAMES + 1):
        ana.send("not JSON")

    assert ana.close_code() == codes.BAD_FRAMES


def test_a_huge_frame_closes_the_socket_with_its_reason(raw: Open) -> None:
    ana = raw("ana")

    ana.send("x" * 40_000)

    assert ana.close_code() == codes.TOO_BIG


@pytest.mark.parametrize(
    "flood",
    [
        frame(b'{"type":"ping"}'.ljust(16_000)) * 40,
        frame(json.dumps({"type": "join", "stream": PRACTICE}).encode()) * 5_000,
        frame(b"", PING) * 5_000,
        frame(b"x", final=False) + frame(b"", MORE, final=False) * 5_000,
    ],
    ids=["long texts", "joins", "pings", "pieces of one text"],
)
def test_a_flood_of_any_frames_is_cut_and_told_why(raw: Open, flood: bytes) -> None:
    ana = raw("ana")

    ana.send_bytes(flood)

    assert ana.close_code() == codes.TOO_MANY


def test_who_comes_back_to_many_rooms_with_much_to_say_is_heard(raw: Open) -> None:
    ben = raw("ben")
    joins = [
        {"type": "join", "stream": f"room:{n}", "after": 9} for n in range(300, 352)
    ]
    cids = [f"6f0e8f2c-7d3b-4a53-9e5e-{n:012x}" for n in range(8)]
    posts = [POST | {"cid": cid, "body": "💚" * 4_000} for cid in cids]

    ben.send_bytes(b"".join(frame(orjson.dumps(one)) for one in [*joins, *posts]))

    answers = [ben.next() for _ in [*joins, *posts]]
    assert [a["cid"] for a in answers if a["type"] == "stored"] == cids


def test_text_that_is_not_utf_8_ends_the_socket(raw: Open) -> None:
    ana = raw("ana")

    ana.send_bytes(frame(b'{"type":"\xff"}'))

    assert ana.close_code() == NOT_UTF_8


def test_nobody_is_told_to_sign_in(house: Server) -> None:
    with Raw(None, house.url) as stranger:
        assert stranger.close_code() == codes.SIGNED_OUT


@pytest.mark.parametrize("origin", ["http://evil.example", None, "null"])
def test_another_origin_gets_no_socket(
    house: Server, visitor: Callable[[str], Visitor], origin: str | None
) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        Raw(visitor("ana"), house.url, origin=origin)


@pytest.fixture(scope="module")
def strict(
    seeded_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server with the limits that it has by default, but for sockets."""
    folder = tmp_path_factory.mktemp("strict") / "var"
    with servers.one(seeded_folder, folder, SOCKETS_PER_PERSON="3") as running:
        yield running
        assert "Traceback" not in running.said(), running.said()


def test_too_many_frames_are_refused_and_then_closed(
    strict: Server, visit: Callable[..., Visitor]
) -> None:
    with Raw(visit(strict, "ben"), strict.url) as ben:
        assert ben.next()["type"] == "welcome"
        answers, code = ben.ask_until_closed(type="ping", cursors={})

    refusals = [answer for answer in answers if answer["type"] == "refused"]
    assert {answer["code"] for answer in refusals} == {"too_many"}
    assert all(answer["retry_after_ms"] > 0 for answer in refusals)
    assert code == codes.TOO_MANY


def test_somebody_who_writes_too_fast_is_asked_to_wait(
    strict: Server, visit: Callable[..., Visitor]
) -> None:
    with Raw(visit(strict, "ana"), strict.url) as ana:
        assert ana.next()["type"] == "welcome"
        cids = [f"6f0e8f2c-7d3b-4a53-9e5e-{n:012x}" for n in range(9)]
        answers = [ana.ask(**POST | {"cid": cid}) for cid in cids]

    assert [answer["type"] for answer in answers] == ["stored"] * 8 + ["refused"]
    assert answers[-1]["code"] == "too_many"
    assert answers[-1]["retry_after_ms"] > 1000


def test_one_person_has_only_so_many_sockets(
    strict: Server, visit: Callable[..., Visitor]
) -> None:
    mia = visit(strict, "mia")
    lines = [Raw(mia, strict.url) for _ in range(3)]
    for line in lines:
        assert line.next()["type"] == "welcome"

    with Raw(mia, strict.url) as one_more:
        assert one_more.close_code() == codes.TOO_MANY_SOCKETS
    for line in lines:
        line.close()
