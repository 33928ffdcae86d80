"""A server that stops tells everybody, also who was only just coming in."""

import asyncio
from typing import Any

import orjson
import pytest

from chatserver import asgi, engine, visitors
from realtime.hub import Hub
from realtime.socket import Socket
from realtime.sources import Visitor
from realtime.wire import EXTENSION

ANA = Visitor(1, "ana", "mark", is_verified=False, shows_typing=False)


class Heard:
    """A wire that keeps what the browser would be told."""

    def __init__(self) -> None:
        self.frames: list[dict[str, Any]] = []
        self.codes: list[int] = []

    def ready(self, payload: bytes) -> bytes:
        return payload

    def write(self, frame: bytes) -> int:
        self.frames.append(orjson.loads(frame))
        return 0

    def unsent(self) -> int:
        return 0

    def close(self, code: int) -> None:
        self.codes.append(code)

    def shut_out(self, code: int) -> None:
        self.codes.append(code)

    def abort(self) -> None:
        """Nothing has to be cut."""


async def test_a_socket_let_in_while_the_server_stops_is_sent_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hub, heard = Hub({}), Heard()
    hubs = iter([hub, None])
    monkeypatch.setattr(engine, "hub", lambda: next(hubs))
    monkeypatch.setattr(visitors, "has_our_origin", lambda scope: True)
    monkeypatch.setattr(visitors, "visitor_of", _ana)
    scope = {"type": "websocket", "path": "/ws/", "headers": [(b"cookie", b"ana")]}
    scope |= {"extensions": {EXTENSION: heard}}
    await asgi.application(scope, _connects, _sends)
    assert heard.frames[-1]["type"] == "going_away"
    assert heard.codes == [1012]
    assert not scope["headers"], "they would lie in memory as long as the socket"


async def test_a_few_are_asked_back_soon_and_many_one_after_the_other() -> None:
    assert await _delays(20, within=5.0) == list(range(100, 200, 5))
    assert max(await _delays(4_000, within=5.0)) == pytest.approx(5_100, abs=10)


async def _delays(number: int, within: float) -> list[int]:
    hub, wires = Hub({}), [Heard() for _ in range(number)]
    for wire in wires:
        hub.admit(Socket(hub, ANA, wire))
    await hub.send_away(within)
    return sorted(wire.frames[0]["retry_after_ms"] for wire in wires)


async def _ana(scope: dict[str, Any]) -> Visitor:
    return ANA


async def _connects() -> dict[str, Any]:
    await asyncio.sleep(0)
    return {"type": "websocket.connect"}


async def _sends(event: dict[str, Any]) -> None:
    assert event["type"] == "websocket.accept"
