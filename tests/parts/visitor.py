"""Somebody who visits a running server as a browser would, by HTTP and by socket."""

import contextlib
import http.cookiejar
import json
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from contextlib import ExitStack
from dataclasses import dataclass
from email.message import Message
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.parts.servers import Server

PATIENCE = 10.0


@dataclass
class Answer:
    status: int
    url: str
    text: str
    headers: Message


class Visitor:
    def __init__(self, server: Server, alias: str, passphrase: str) -> None:
        self.server = server
        self._jar = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(self._jar),
        )
        self._lines: list[Line] = []
        self.get("/sign-in/")
        answer = self.post("/sign-in/", alias=alias, passphrase=passphrase)
        assert answer.url == f"{server.url}/", f"{alias} could not sign in: {answer}"

    def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        return self._ask(
            urllib.request.Request(self.server.url + path, None, headers or {})
        )

    def post(self, path: str, **fields: str) -> Answer:
        body = urllib.parse.urlencode(fields).encode()
        headers = {"X-CSRFToken": self.cookie("csrf"), "Origin": self.server.url}
        return self._ask(
            urllib.request.Request(self.server.url + path, body, headers, method="POST")
        )

    def cookie(self, name: str) -> str:
        return next((c.value or "" for c in self._jar if c.name == name), "")

    def socket(self) -> "Line":
        line = Line(self.server, f"session={self.cookie('session')}")
        self._lines.append(line)
        return line

    def close(self) -> None:
        for line in self._lines:
            line.close()

    def _ask(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=PATIENCE) as response:
                text = response.read().decode(errors="replace")
                return Answer(response.status, response.url, text, response.headers)
        except urllib.error.HTTPError as refusal:
            with refusal:
                text = refusal.read().decode(errors="replace")
                return Answer(refusal.code, refusal.url or "", text, refusal.headers)


class Line:
    """An open socket; what arrives is kept in order."""

    def __init__(self, server: Server, cookie: str) -> None:
        self.frames: list[dict[str, Any]] = []
        self._open = ExitStack()
        self._connection: ClientConnection = self._open.enter_context(
            connect(
                server.url.replace("http", "ws", 1) + "/ws/",
                origin=server.url,  # type: ignore[arg-type]
                additional_headers={"Cookie": cookie},
                proxy=None,
            )
        )
        self.expect("welcome")

    def send(self, type: str, **fields: Any) -> None:
        self._connection.send(json.dumps({"type": type, **fields}))

    def join(self, stream: str, after: int | None = None) -> dict[str, Any]:
        self.send("join", stream=stream, after=after)
        return self.expect("joined", stream=stream)

    def post(self, stream: str, body: str) -> dict[str, Any]:
        cid = str(uuid.uuid4())
        self.send("post", stream=stream, cid=cid, body=body)
        return self.expect("stored", cid=cid)

    def expect(self, kind: str, **fields: Any) -> dict[str, Any]:
        """The next frame of this kind with these fields; others are kept on the way."""
        deadline = time.monotonic() + PATIENCE
        while True:
            frame = self._next(deadline, f"{kind} {fields}")
            if frame["type"] == kind and fields.items() <= frame.items():
                return frame

    def expect_row(self, stream: str, **fields: Any) -> dict[str, Any]:
        """The next row on a stream with these fields."""
        while True:
            for row in self.expect("rows", stream=stream)["rows"]:
                if fields.items() <= row.items():
                    return row

    def close_code(self) -> int | None:
        """Waits until the server ends it, and says how."""
        deadline = time.monotonic() + PATIENCE
        with contextlib.suppress(ConnectionClosed):
            while True:
                self._next(deadline, "end")
        return self._connection.close_code

    def close(self) -> None:
        self._open.close()

    def _next(self, deadline: float, wanted: str) -> dict[str, Any]:
        try:
            raw = self._connection.recv(timeout=max(0.0, deadline - time.monotonic()))
        except TimeoutError:
            raise AssertionError(f"no {wanted} in {self.frames[-5:]}") from None
        self.frames.append(json.loads(raw))
        return self.frames[-1]
