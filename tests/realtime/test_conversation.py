"""A real socket is answered as docs/protocol.md says."""

import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.parts.servers import Server
from tests.realtime.conftest import Raw

PRACTICE = "room:1"
EVENING = "room:2"
Open = Callable[[str], Raw]


def post(stream: str = PRACTICE, body: str = "Hello.", **fields: Any) -> dict[str, Any]:
    cid = str(uuid.uuid4())
    return {"type": "post", "stream": stream, "cid": cid, "body": body} | fields


def joined(line: Raw, stream: str = PRACTICE) -> int:
    """Joins at the newest position, and returns it."""
    return int(line.ask(type="join", stream=stream, after=None)["position"])


def rows(line: Raw) -> list[dict[str, Any]]:
    frame = line.next()
    assert frame["type"] == "rows", frame
    return list(frame["rows"])


def test_a_join_is_answered_with_the_newest_rows(raw: Open) -> None:
    answer = raw("ana").ask(type="join", stream=PRACTICE, after=None)

    assert answer["type"] == "joined"
    assert answer["more"] is False
    places = [row["seq"] for row in answer["rows"]]
    assert places == list(range(places[0], places[-1] + 1))


def test_a_post_is_stored_and_seen_by_everybody_who_follows(raw: Open) -> None:
    ana, ben = raw("ana"), raw("ben")
    start = joined(ben)
    wish = post(body="Kettle is on.")

    ana.send(wish)
    stored = ana.next()
    frame = ben.next()

    assert (stored["type"], stored["cid"]) == ("stored", wish["cid"])
    assert (frame["from"], frame["to"]) == (start, stored["position"])
    [row] = frame["rows"]
    assert (row["id"], row["seq"]) == (stored["id"], stored["seq"])
    assert row["body"] == "Kettle is on."


def test_a_repeated_cid_is_answered_alike_for_ever(raw: Open) -> None:
    wish = post()
    first = raw("ana").ask(**wish)

    again = raw("ana").ask(**wish)

    assert again == first


def test_a_cid_with_other_words_is_refused(raw: Open) -> None:
    ana = raw("ana")
    wish = post()
    ana.ask(**wish)

    answer = ana.ask(**wish | {"body": "Something else."})

    assert (answer["code"], answer["cid"]) == ("cid_reused", wish["cid"])


def test_a_reaction_comes_as_the_row_with_a_new_position(raw: Open) -> None:
    ana, ben = raw("ana"), raw("ben")
    stored = ana.ask(**post())
    joined(ben)

    frame = {"type": "react", "stream": PRACTICE, "message": stored["id"]}
    ben.send(frame | {"kind": "hear", "on": True})
    [row] = rows(ben)

    assert row["position"] > stored["position"]
    assert row["seq"] == stored["seq"]
    assert [name for _, name in row["reactions"]["hear"]] == ["ben"]


def test_a_refused_reaction_says_which_of_them_it_was(raw: Open) -> None:
    frame = {"type": "react", "stream": PRACTICE, "message": 999_999, "cid": "m999999"}

    answer = raw("ana").ask(**frame, kind="hear", on=True)

    assert (answer["type"], answer["cid"]) == ("refused", "m999999")


def test_words_taken_back_are_empty_and_keep_their_place(raw: Open) -> None:
    ana = raw("ana")
    stored = ana.ask(**post(body="Not that."))
    joined(ana)

    ana.send({"type": "take_back", "stream": PRACTICE, "message": stored["id"]})
    [row] = rows(ana)

    assert (row["state"], row["body"]) == ("taken_back", "")
    assert row["seq"] == stored["seq"]


def test_nobody_takes_back_the_words_of_another(raw: Open) -> None:
    stored = raw("ana").ask(**post())

    answer = raw("ben").ask(type="take_back", stream=PRACTICE, message=stored["id"])

    assert answer["code"] == "not_found"


def test_a_ping_is_answered_with_the_tips_of_what_one_follows(raw: Open) -> None:
    ana = raw("ana")
    position = joined(ana)

    answer = ana.ask(type="ping", cursors={PRACTICE: 0, "room:999": 1, "me": 0})

    assert answer == {"type": "tips", "tips": {PRACTICE: position}}


def test_after_leaving_there_is_no_tip(raw: Open) -> None:
    ana = raw("ana")
    joined(ana)

    ana.send({"type": "leave", "stream": PRACTICE})

    assert ana.ask(type="ping", cursors={PRACTICE: 0})["tips"] == {}


def test_an_inbox_is_called_me(raw: Open) -> None:
    answer = raw("ben").ask(type="join", stream="me", after=None)

    assert (answer["type"], answer["stream"]) == ("joined", "me")


def test_help_for_an_author_comes_to_their_inbox_only(raw: Open) -> None:
    ana = raw("ana")
    cursor = ana.ask(type="join", stream="me", after=None)["position"]

    ana.send(post(body="I want to kill myself."))
    frames = [ana.next(), ana.next()]

    [notice] = [f for f in frames if f["type"] == "rows"]
    assert (notice["stream"], notice["from"]) == ("me", cursor)
    assert notice["rows"][0]["kind"] == "help"


def test_a_quiet_room_holds_and_nobody_else_hears(raw: Open) -> None:
    ana, ben = raw("ana"), raw("ben")
    tip = joined(ben, EVENING)
    frame = post(EVENING)

    answer = ana.ask(**frame)

    assert (answer["type"], answer["cid"]) == ("held", frame["cid"])
    assert ana.ask(**frame) == answer
    assert joined(ben, EVENING) == tip


@pytest.mark.parametrize(
    "frame",
    [
        {"type": "join", "after": None},
        {"type": "join", "after": 0, "epoch": "00000000"},
        post(),
        {"type": "react", "message": 1, "kind": "hear", "on": True},
        {"type": "take_back", "message": 1},
    ],
    ids=lambda frame: frame["type"],
)
@pytest.mark.parametrize("stream", [EVENING, "room:3", "flags"])
def test_what_is_closed_to_zed_is_answered_like_what_is_absent(
    raw: Open, frame: dict[str, Any], stream: str
) -> None:
    zed, absent = raw("zed"), "room:777" if stream != "flags" else "flogs"

    zed.send(frame | {"stream": stream})
    closed = zed.receive()
    zed.send(frame | {"stream": absent})

    if stream != "flags" or frame["type"] == "join":
        assert zed.receive() == closed.replace(stream, absent)
    assert "not_found" in closed or "bad_frame" in closed


def test_zed_hears_nothing_of_where_he_is_not(raw: Open) -> None:
    zed = raw("zed")
    zed.ask(type="join", stream=PRACTICE, after=0)
    zed.send({"type": "typing", "stream": PRACTICE})

    raw("ana").ask(**post())

    assert zed.ask(type="ping", cursors={PRACTICE: 0}) == {"type": "tips", "tips": {}}


def test_a_cursor_that_is_ahead_is_reset(raw: Open) -> None:
    answer = raw("ana").ask(type="join", stream=PRACTICE, after=10**9)

    assert answer == {"type": "reset", "stream": PRACTICE}


def test_another_epoch_is_reset(raw: Open) -> None:
    answer = raw("ana").ask(type="join", stream=PRACTICE, after=0, epoch="00000000")

    assert answer == {"type": "reset", "stream": PRACTICE}


def test_a_chain_of_frames_has_no_gap_over_many_changes(raw: Open) -> None:
    ana, ben = raw("ana"), raw("ben")
    first = cursor = joined(ben)

    sent = [post(body=f"Word {n}.") for n in range(60)]
    for wish in sent:
        ana.send(wish)
    stored = [ana.next() for _ in sent]
    seen = []
    while cursor < stored[-1]["position"]:
        frame = ben.next()
        assert frame["from"] == cursor
        cursor = frame["to"]
        seen += frame["rows"]

    assert first < cursor
    assert [row["body"] for row in seen] == [wish["body"] for wish in sent]
    assert [row["seq"] for row in seen] == [answer["seq"] for answer in stored]


def test_a_client_that_was_away_reads_up_by_cursor(
    raw: Open,
) -> None:
    cursor, ana = joined(raw("ben")), raw("ana")
    stored = [ana.ask(**post(body=f"Away {n}.")) for n in range(3)]
    joined(ana)
    ana.ask(type="take_back", stream=PRACTICE, message=stored[0]["id"])

    answer = raw("ben").ask(type="join", stream=PRACTICE, after=cursor)

    bodies = {row["id"]: row["body"] for row in answer["rows"]}
    assert [bodies[one["id"]] for one in stored[1:]] == ["Away 1.", "Away 2."]
    assert "Away 0." not in bodies.values()


def test_reading_from_the_beginning_gives_everything_once(raw: Open) -> None:
    ana = raw("ana")
    seen: list[int] = []
    frame: dict[str, Any] = {"more": True, "position": 0}

    while frame["more"]:
        frame = ana.ask(type="join", stream=PRACTICE, after=frame["position"])
        seen += [row["seq"] for row in frame["rows"]]

    assert sorted(seen) == list(range(1, len(seen) + 1))


def test_a_restored_backup_resets_whoever_follows(raw: Open, house: Server) -> None:
    ana = raw("ana")
    joined(ana, EVENING)

    database = Path(house.environment["VAR_DIR"]) / "alongside.sqlite3"
    with closing(sqlite3.connect(database, timeout=10)) as connection, connection:
        connection.execute(
            "UPDATE realtime_stream SET epoch = 'restored' WHERE name = ?", [EVENING]
        )

    assert ana.next() == {"type": "reset", "stream": EVENING}
    assert ana.ask(type="join", stream=EVENING, after=None)["epoch"] == "restored"
