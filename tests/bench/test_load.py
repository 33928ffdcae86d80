"""The generator counts each row once, and finds what is planted between server and it."""

import json
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import Server, ServerConnection, serve

from bench import cache, words
from bench.figures import Figure

SOCKETS, SIZE = 20, 10
Plant = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]


class Room:
    """Speaks docs/protocol.md; the last to come gets what is planted."""

    def __init__(self, plant: Plant) -> None:
        self.members: list[ServerConnection] = []
        self.rows: list[dict[str, Any]] = []
        self.plant = plant
        self.turn = Lock()

    def post(self, sender: ServerConnection, frame: dict[str, Any]) -> None:
        with self.turn:
            self._hand_on(frame)
        tell(sender, type="stored", cid=frame["cid"], stream=frame["stream"])

    def _hand_on(self, frame: dict[str, Any]) -> None:
        number = len(self.rows) + 1
        row = {"position": number, "id": number, "seq": number, "body": frame["body"]}
        self.rows.append(row)
        for member in self.members:
            given = [row]
            if member is self.members[-1] and len(self.members) == SIZE:
                given = self.plant(self.rows)
            if given:
                tell(member, type="rows", stream=frame["stream"], **span(given))


def span(rows: list[dict[str, Any]]) -> dict[str, Any]:
    places = [row["position"] for row in rows]
    return {"from": min(places) - 1, "to": max(places), "rows": rows}


def tell(member: ServerConnection, **frame: Any) -> None:
    member.send(json.dumps(frame, separators=(",", ":")))


def as_it_is(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return rows[-1:]


def doubled(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The third message comes again, as the fourth row."""
    if len(rows) == 4:
        return [rows[3] | {"body": rows[2]["body"]}]
    return rows[-1:]


def swapped(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if len(rows) == 3:
        return []
    if len(rows) == 4:
        third, fourth = rows[2], rows[3]
        return [third | {"body": fourth["body"]}, fourth | {"body": third["body"]}]
    return rows[-1:]


def left_out(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [] if len(rows) == 3 else rows[-1:]


def in_one_frame(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Three rows at a time, as to a socket that is behind."""
    return [] if len(rows) % 3 else rows[-3:]


def load(folder: Path, plant: Plant) -> dict[str, Any]:
    rooms = {f"room:{n}": Room(plant) for n in (1, 2)}

    def serve_one(socket: ServerConnection) -> None:
        with suppress(ConnectionClosed):
            talk(socket)

    def talk(socket: ServerConnection) -> None:
        tell(socket, type="welcome", person={"id": 1, "alias": "a"}, heartbeat=10)
        for text in socket:
            frame = json.loads(text)
            room = rooms.get(frame.get("stream", ""))
            if frame["type"] == "post" and room:
                room.post(socket, frame)
            elif frame["type"] == "join" and room:
                room.members.append(socket)
                joined = {"position": 0, "more": False, "rows": []}
                tell(socket, type="joined", stream=frame["stream"], epoch="e", **joined)

    with serve(serve_one, "127.0.0.1", 0, compression=None) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        return generate(folder, server)


def generate(folder: Path, server: Server) -> dict[str, Any]:
    people = folder / "people"
    lines = [f"0 session=x {number // SIZE + 1}" for number in range(SOCKETS)]
    people.write_text("\n".join(lines) + "\n")
    port = str(server.socket.getsockname()[1])
    command = [str(cache.generator()), "alongside", str(people)]
    command += [str(words.write(folder)), "--at", port, "--flight", "12"]
    told = subprocess.run(
        [*command, "--warm", "0.2", "--seconds", "0.3", "--patience", "0.5"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.splitlines()[:2] == ["measuring", "measured"]
    found: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("plant", [as_it_is, in_one_frame])
def test_rows_are_counted_whatever_frame_they_come_in(
    tmp_path: Path, plant: Plant
) -> None:
    found = load(tmp_path, plant)

    assert not any(found["faults"].values()), found["faults"]
    assert found["deliveries"] >= SIZE
    assert 0 < found["seen"]["p50"] <= found["seen"]["p99"] <= found["seen"]["max"]


@pytest.mark.parametrize(
    ("plant", "fault"),
    [(doubled, "doubled"), (swapped, "out of order"), (left_out, "holes")],
)
def test_what_is_planted_is_found(tmp_path: Path, plant: Plant, fault: str) -> None:
    found = load(tmp_path, plant)

    assert found["faults"][fault] > 0, found["faults"]


def test_a_figure_says_whether_its_goal_is_met() -> None:
    least = Figure("row", "beside ws", 1.68, "×", least=1.7)
    most = Figure("row", "p99", 14.2, "ms", most=15)

    assert least.line() == "beside ws: 1.68 × (goal ≥ 1.70: missed)"
    assert most.line() == "p99: 14.2 ms (goal ≤ 15.0: met)"
    assert Figure("row", "rate", 123_456).line() == "rate: 123,456"
