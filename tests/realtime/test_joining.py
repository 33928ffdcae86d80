"""Who asks to follow a stream is nobody there until they are let in."""

import asyncio
from typing import Any

import pytest

from realtime import pages, together
from realtime import presence as presence_module
from realtime.feeds import Feeds
from realtime.models import Stream
from realtime.presence import Presence
from realtime.sources import Visitor
from realtime.streams import Row
from tests.realtime.test_feed import Follower

STREAM = "room:1"


class Asking(Follower):
    """A socket that asks to join."""

    def __init__(self, person: int) -> None:
        super().__init__()
        self.visitor = Visitor(person, f"person {person}", "", True, True)
        self.streams: set[str] = set()
        self.refused: list[str] = []

    def reading(self, stream: str) -> Any:
        return pytest.MonkeyPatch.context()

    def can_take(self, stream: str) -> bool:
        return True

    def refuse(self, code: str, *_: object) -> None:
        self.refused.append(code)

    def write_payload(self, payload: bytes) -> None:
        self.write(payload)


class Source:
    """Lets in whoever it is told to, once it is told to."""

    def __init__(self) -> None:
        self.answers: asyncio.Queue[bool] = asyncio.Queue()

    def statuses(self, here: dict[str, dict[int, str]]) -> dict[str, dict[str, Any]]:
        return {name: {"here": sorted(people)} for name, people in here.items()}


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> Source:
    source = Source()

    async def read(question: Any, asked: list[Any]) -> Any:
        if question.func is pages.begun:
            return {STREAM: (Stream(name=STREAM, epoch="abcd", position=5), [], 5)}
        return {asking: await source.answers.get() for asking in asked}

    async def read_now(question: Any, *args: Any) -> Any:
        return question(*args)

    async def share(persons: set[int], here: Any) -> Any:
        return here

    monkeypatch.setattr(together, "read", read)
    monkeypatch.setattr(presence_module, "read", read_now)
    monkeypatch.setattr(presence_module.roster, "share", share)
    return source


@pytest.fixture
def feeds(source: Source) -> Feeds:
    table: Any = {"room": source}
    return Feeds(table, lambda name: None, lambda: False)


async def ask(feeds: Feeds, socket: Any) -> "asyncio.Task[None]":
    joining = asyncio.ensure_future(feeds.join(socket, STREAM, None, 5))
    while not feeds.follows(socket, STREAM):
        await asyncio.sleep(0)
    return joining


async def test_who_is_not_yet_let_in_is_neither_told_nor_shown(
    feeds: Feeds, source: Source
) -> None:
    zed: Any = Asking(9)
    joining = await ask(feeds, zed)

    await Presence(feeds, {zed}).tell()
    feed = feeds.get(STREAM)
    assert feed is not None
    feed.take([Row(1, 6, {"id": 1})], 6)

    assert zed.heard == []
    assert feed.followers() == []
    source.answers.put_nowait(False)
    await joining
    assert zed.refused == ["not_found"]
    assert feeds.names() == []


async def test_what_changes_while_one_joins_is_not_missed(
    feeds: Feeds, source: Source
) -> None:
    ana: Any = Asking(1)
    joining = await ask(feeds, ana)
    feed = feeds.get(STREAM)
    assert feed is not None

    feed.take([Row(1, 6, {"id": 1})], 6)
    source.answers.put_nowait(True)
    await joining
    feed.take([Row(2, 7, {"id": 2})], 7)

    assert [row["id"] for frame in ana.heard for row in frame["rows"]] == [1, 2]
    assert ana.heard[0]["position"] == ana.heard[1]["from"] == 6


async def test_who_is_shut_out_while_joining_is_not_let_in(
    feeds: Feeds, source: Source
) -> None:
    ben: Any = Asking(2)
    joining = await ask(feeds, ben)

    feeds.leave(ben, STREAM)
    source.answers.put_nowait(True)
    await joining

    assert ben.heard == []
    assert not feeds.follows(ben, STREAM)


async def test_what_may_be_out_of_date_waits_until_the_hub_sees_again(
    source: Source,
) -> None:
    sees = [False]
    table: Any = {"room": source}
    feeds = Feeds(table, lambda name: None, lambda: not sees[0])
    ana: Any = Asking(1)
    joining = await ask(feeds, ana)
    source.answers.put_nowait(True)
    await joining
    feed = feeds.get(STREAM)
    assert feed is not None

    feed.take([Row(1, 6, {"id": 1})], 6)
    await feeds.serve_lagging()
    assert [frame["type"] for frame in ana.heard] == ["joined"]

    sees[0] = True
    await feeds.serve_lagging()
    assert [row["id"] for row in ana.heard[1]["rows"]] == [1]
