"""Many who are behind: one read and one frame for all who stand at one place."""

import asyncio
from typing import Any

import pytest

from realtime.catching_up import CatchingUp
from realtime.feed import Feed
from realtime.pages import PAGE, Page
from tests.realtime.test_feed import row
from tests.realtime.test_joining import Asking


class Books:
    """Pages of ten rows, each read noted; they wait until they are let go on."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.may_go_on = asyncio.Event()

    async def after(self, stream: str, cursor: int) -> Page:
        self.asked.append(cursor)
        await self.may_go_on.wait()
        positions = list(range(cursor + 1, cursor + 11))
        rows = [b'{"id":%d}' % n for n in positions]
        return Page(positions[-1], rows, has_more=True, positions=positions)


class Framed(Asking):
    """Counts what was made ready for it."""

    made = 0

    def ready(self, payload: bytes) -> bytes:
        type(self).made += 1
        return payload


@pytest.fixture
def feed() -> Feed:
    return Feed("room:1", "abcd", 1_000)


@pytest.fixture
def books() -> Books:
    return Books()


def catching_up(books: Books, *, is_blind: bool = False) -> CatchingUp:
    return CatchingUp(books.after, lambda name: None, lambda: is_blind)


def stand(feed: Feed, cursor: int, how_many: int = 1) -> list[Any]:
    sockets: list[Any] = [Framed(n) for n in range(how_many)]
    feed.lagging.update(dict.fromkeys(sockets, cursor))
    return sockets


def ids(socket: Any) -> list[int]:
    return [found["id"] for frame in socket.heard for found in frame["rows"]]


async def serve(feed: Feed, books: Books) -> None:
    catching_up(books).serve(feed)
    await asyncio.sleep(0)
    await go_on(books)


async def go_on(books: Books) -> None:
    books.may_go_on.set()
    for _ in range(3):
        await asyncio.sleep(0)


async def test_one_read_and_one_frame_serve_all_at_one_place(
    feed: Feed, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Framed, "made", 0)
    sockets = stand(feed, 500, how_many=50)

    await serve(feed, books)

    assert books.asked == [500]
    assert Framed.made == 1
    assert all(ids(one) == list(range(501, 511)) for one in sockets)
    assert set(feed.lagging.values()) == {510}


async def test_who_stands_within_a_page_gets_the_rest_of_it(
    feed: Feed, books: Books
) -> None:
    [first], [within] = stand(feed, 500), stand(feed, 507)
    [too_far], [far] = stand(feed, 511), stand(feed, 500 + PAGE)

    await serve(feed, books)

    assert books.asked == [500, 500 + PAGE]
    assert ids(within) == [508, 509, 510]
    assert feed.lagging == {
        first: 510,
        within: 510,
        too_far: 511,
        far: 510 + PAGE,
    }


async def test_what_memory_holds_is_framed_once_for_all(
    feed: Feed, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Framed, "made", 0)
    sockets = stand(feed, 1_000, how_many=50)
    feed.take([row(1, 1_001), row(2, 1_002)], 1_002)

    catching_up(books).serve(feed)

    assert Framed.made == 1
    assert all(ids(one) == [1, 2] for one in sockets)
    assert feed.current == set(sockets)


async def test_who_leaves_or_comes_anew_meanwhile_is_handed_nothing_old(
    feed: Feed, books: Books
) -> None:
    gone, anew, there = stand(feed, 500, how_many=3)
    catching_up(books).serve(feed)
    await asyncio.sleep(0)
    feed.drop(gone)
    feed.stand_at(anew, 900, is_current=False)
    await go_on(books)

    assert (ids(gone), ids(anew)) == ([], [])
    assert ids(there) == list(range(501, 511))
    assert feed.lagging[anew] == 900


async def test_nobody_is_handed_a_page_by_who_cannot_see_who_is_shut_out(
    feed: Feed, books: Books
) -> None:
    [socket] = stand(feed, 500)
    seen = [True]
    reading = CatchingUp(books.after, lambda name: None, lambda: not seen[0])
    reading.serve(feed)
    await asyncio.sleep(0)

    seen[0] = False
    await go_on(books)

    assert socket.heard == []
    assert feed.lagging == {socket: 500}
