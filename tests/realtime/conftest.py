"""One server for the tests of a file, and sockets that are opened to it by hand."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, Self

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.conftest import PASSPHRASE
from tests.parts import servers
from tests.parts.servers import Server
from tests.parts.visitor import Visitor

PATIENCE = 10.0
# One person writes more in a file of tests than anybody does in a minute.
KNOBS = {"POSTS_PER_MINUTE": "6000", "POSTS_BURST": "500"}


@pytest.fixture(scope="module")
def house(
    seeded_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("house") / "var"
    with servers.one(seeded_folder, folder, **KNOBS) as running:
        yield running
        assert "Traceback" not in running.said(), running.said()


@pytest.fixture(scope="module")
def visitor(house: Server) -> Iterator[Callable[[str], Visitor]]:
    """visitor(alias) is signed in once for all tests of the file."""
    known: dict[str, Visitor] = {}

    def sign_in(alias: str) -> Visitor:
        if alias not in known:
            known[alias] = Visitor(house, alias, PASSPHRASE)
        return known[alias]

    yield sign_in
    for somebody in known.values():
        somebody.close()


class Raw:
    """A socket that sends anything, and keeps the very bytes that come."""

    def __init__(self, visitor: Visitor | None, url: str, **options: Any) -> None:
        cookie = f"session={visitor.cookie('session')}" if visitor else ""
        options = {"origin": url} | options
        self._open = ExitStack()
        self._connection = self._open.enter_context(
            connect(
                url.replace("http", "ws", 1) + "/ws/",
                additional_headers={"Cookie": cookie},
                compression=None,
                proxy=None,
                **options,
            )
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._open.close()

    def send(self, frame: Any) -> None:
        """Text and bytes go as they are, and anything else as JSON."""
        as_is = isinstance(frame, str | bytes)
        self._connection.send(frame if as_is else json.dumps(frame))

    def send_bytes(self, data: bytes) -> None:
        """Past the library: frames of any kind, or none, as many as there are."""
        with suppress(OSError):
            self._connection.socket.sendall(data)

    def receive(self) -> str:
        """The next frame that is no presence, which comes when it likes."""
        while True:
            text = str(self._connection.recv(timeout=PATIENCE))
            if '"type":"presence"' not in text:
                return text

    def next(self) -> dict[str, Any]:
        frame: dict[str, Any] = json.loads(self.receive())
        return frame

    def ask(self, **frame: Any) -> dict[str, Any]:
        self.send(frame)
        return self.next()

    def close_code(self) -> int | None:
        """Reads to the end, and says how it ended."""
        return self._until_closed(self.next)[1]

    def ask_until_closed(self, **frame: Any) -> tuple[list[dict[str, Any]], int | None]:
        """Asks the same again and again: the answers, and how it ended."""
        return self._until_closed(lambda: self.ask(**frame))

    def _until_closed(
        self, answer: Callable[[], dict[str, Any]]
    ) -> tuple[list[dict[str, Any]], int | None]:
        answers = []
        try:
            while True:
                answers.append(answer())
        except ConnectionClosed as end:
            return answers, end.rcvd.code if end.rcvd else None


@pytest.fixture
def raw(
    house: Server, visitor: Callable[[str], Visitor]
) -> Iterator[Callable[[str], Raw]]:
    """raw(alias) is an open socket that has been welcomed."""
    opened: list[Raw] = []

    def open_for(alias: str) -> Raw:
        opened.append(Raw(visitor(alias), house.url))
        assert opened[-1].next()["type"] == "welcome"
        return opened[-1]

    yield open_for
    for line in opened:
        line.close()
