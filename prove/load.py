"""Seeded clients that post, reconnect and resume by cursor, and write down everything."""

import asyncio
import random
from collections.abc import Callable
from typing import Any

import orjson
from websockets.exceptions import InvalidHandshake

from bench import client
from bench.client import PASSING, Lost, Place, now
from bench.people import Account
from prove import history
from prove.history import Operation, Seen, View
from prove.record import Cut, Record
from prove.schedule import Wish

GIVES_UP_AFTER = 60.0


class Line(client.Line):
    """Also hands on, in its place between the rows, every other frame."""

    told: Callable[[dict[str, Any]], None] = staticmethod(lambda frame: None)

    def _take(self, frame: client.Answer) -> None:
        self.told(frame)
        super()._take(frame)

    @property
    def close_code(self) -> int | None:
        return self._connection.close_code

    async def ended(self) -> None:
        await asyncio.wait(self._jobs[:1])

    def drop(self) -> None:
        self._connection.transport.abort()


class Member:
    """One person's browser: a socket that comes back, a cursor, and their own words."""

    def __init__(
        self, account: Account, places: list[Place], record: Record, seed: int
    ) -> None:
        self.account = account
        self.places = places
        self.record = record
        self.view = View(str(account.person), account.stream)
        self.cursor = 0
        self.line: Line | None = None
        self.is_following = asyncio.Event()
        self.heard_at = now()
        self._chance = random.Random(seed)
        self.home = seed % len(places)
        self._at = self.home
        self._is_dropping = False
        self._retry_after: float | None = None
        self._cut: Cut | None = None
        self._stays = asyncio.ensure_future(self._stay())

    async def leave(self) -> None:
        self._stays.cancel()
        await asyncio.gather(self._stays, return_exceptions=True)
        if self.line is not None:
            await self.line.close()

    def go_home(self) -> None:
        """As a balancer moves people back to a server that has returned."""
        if self._at % len(self.places) != self.home:
            self.drop()

    def drop(self) -> None:
        """As when a phone loses its network: no farewell."""
        if self.line is not None and self.is_following.is_set():
            self._is_dropping = True
            self.line.drop()

    async def say(self, wish: Wish, *, again: bool = False) -> Operation:
        """Posts with one cid until it is stored or refused for good, or time is up."""
        stream, author = self.account.stream, self.account.person
        op = Operation(stream, author, wish.cid, wish.body, wish.is_distress, now())
        self.record.history.operations.append(op)
        await self._ask_until_answered(op)
        if again and op.is_acked:
            self.record.asked_again += 1
            await self._ask_until_answered(op)
        return op

    async def _ask_until_answered(self, op: Operation) -> None:
        before, deadline = len(op.acks), now() + GIVES_UP_AFTER
        while len(op.acks) == before and not op.refused and now() < deadline:
            try:
                await asyncio.wait_for(self.is_following.wait(), GIVES_UP_AFTER)
                assert self.line is not None
                asked = now()
                answer = await self.line.post(op.room, op.cid, op.body)
            except (Lost, TimeoutError):
                await asyncio.sleep(self._chance.uniform(0.05, 0.25))
                continue
            if answer["type"] == "stored":
                op.acks.append(history.Place(answer["id"], answer["seq"], now()))
            elif answer["code"] in PASSING:
                self.record.put_off.append(now() - asked)
                await asyncio.sleep(answer.get("retry_after_ms", 1000) / 1000)
            else:
                op.refused = answer["code"]

    async def _stay(self) -> None:
        attempt = 0
        while True:
            try:
                await self._open()
                attempt = 0
                assert self.line is not None
                await self.line.ended()
            except (Lost, InvalidHandshake):
                attempt += 1
            self._lost()
            self._at += 1
            wait, self._retry_after = self._retry_after, None
            await asyncio.sleep(self._backoff(attempt) if wait is None else wait)

    def _backoff(self, attempt: int) -> float:
        """As chatserver/static/js/models/backoff.js has it."""
        return self._chance.uniform(0, min(30.0, 2.0 ** max(0, attempt - 8)))

    def _lost(self) -> None:
        self.is_following.clear()
        if self._cut is None:
            code = self.line.close_code if self.line is not None else None
            was_told = self._retry_after is not None
            self._cut = Cut(now(), code, was_told, self._is_dropping)
            self.record.cuts.append(self._cut)
        self._is_dropping = False
        if self.line is not None:
            # A join that nobody answered may have left it open.
            self.line.drop()

    async def _open(self) -> None:
        place = self.places[self._at % len(self.places)]
        self.line = await Line.open(place, self.account.cookie, self._heard)  # type: ignore[assignment]
        assert self.line is not None
        self.line.told = self._told
        more = True
        while more:
            answer = await self.line.join(self.account.stream, self.cursor)
            if answer["type"] != "joined":
                raise Lost(str(answer))
            more = answer["more"]
        self.is_following.set()
        if self._cut is not None:
            self._cut.back_at, self._cut = now(), None

    def _told(self, frame: dict[str, Any]) -> None:
        self.heard_at = now()
        match frame["type"]:
            case "joined":
                self._take(frame["rows"])
                self.cursor = frame["position"]
            case "reset":
                self.record.resets += 1
            case "going_away":
                self._retry_after = frame["retry_after_ms"] / 1000

    def _heard(self, payload: bytes) -> None:
        self.heard_at = now()
        frame = orjson.loads(payload)
        if frame["from"] != self.cursor:
            self.record.misfits += 1
        self._take(frame["rows"])
        self.cursor = frame["to"]

    def _take(self, rows: list[dict[str, Any]]) -> None:
        at, room = now(), self.account.stream
        self.view.rows += [_seen(room, row, at) for row in rows]


def _seen(room: str, row: dict[str, Any], at: float) -> Seen:
    return Seen(
        room,
        row["id"],
        row.get("seq", 0),
        # The flag of a canary is about nobody.
        row.get("author", {}).get("id", 0),
        row.get("body", ""),
        at,
        row.get("message", 0),
    )
