"""One stream in memory: what its followers are handed, and when."""

from typing import Any

import orjson
import pytest

from realtime import feed as feed_module
from realtime.feed import Feed
from realtime.streams import Row


class Follower:
    """A socket as a feed knows it."""

    def __init__(self, *, busy: bool = False) -> None:
        self.busy = busy
        self.heard: list[dict[str, Any]] = []

    def is_busy(self) -> bool:
        return self.busy

    def ready(self, payload: bytes) -> bytes:
        return payload

    def write(self, frame: bytes) -> None:
        self.heard.append(orjson.loads(frame))


def row(number: int, position: int, body: str = "hello") -> Row:
    return Row(number, position, {"id": number, "position": position, "body": body})


def bodies(frame: bytes) -> list[str]:
    return [found["body"] for found in orjson.loads(frame)["rows"]]


@pytest.fixture
def feed() -> Feed:
    return Feed("room:1", "abcd", 10)


def test_a_current_follower_is_handed_what_changes(feed: Feed) -> None:
    follower = Follower()
    feed.current.add(follower)  # type: ignore[arg-type]

    feed.take([row(1, 11), row(2, 12)], 12)

    [frame] = follower.heard
    assert (frame["from"], frame["to"], frame["epoch"]) == (10, 12, "abcd")
    assert [found["id"] for found in frame["rows"]] == [1, 2]


def test_every_frame_begins_where_the_last_one_ended(feed: Feed) -> None:
    follower = Follower()
    feed.current.add(follower)  # type: ignore[arg-type]

    for position in range(11, 30):
        feed.take([row(position % 3, position)], position)

    ends = [10, *(frame["to"] for frame in follower.heard)]
    assert [frame["from"] for frame in follower.heard] == ends[:-1]


def test_a_changed_row_evicts_its_older_form(feed: Feed) -> None:
    feed.take([row(1, 11, "words to hide"), row(2, 12)], 12)

    feed.take([row(1, 13, "")], 13)

    frame = feed.frame_from(10)
    assert b"words to hide" not in frame
    assert bodies(frame) == ["hello", ""]


def test_a_late_follower_gets_only_what_came_after_its_cursor(feed: Feed) -> None:
    feed.take([row(1, 11), row(2, 12), row(3, 13)], 13)

    assert [r["id"] for r in orjson.loads(feed.frame_from(12))["rows"]] == [3]


def test_rows_already_taken_are_not_taken_again(feed: Feed) -> None:
    feed.take([row(1, 11, "new")], 11)

    feed.take([row(1, 9, "old"), row(2, 12, "next")], 12)

    assert bodies(feed.frame_from(10)) == ["new", "next"]


def test_a_busy_follower_keeps_its_cursor_and_is_handed_nothing(feed: Feed) -> None:
    follower: Any = Follower(busy=True)
    feed.current.add(follower)

    feed.take([row(1, 11)], 11)
    feed.take([row(2, 12)], 12)

    assert follower.heard == []
    assert feed.lagging == {follower: 10}


def test_memory_is_bounded_in_rows_and_says_what_it_forgot(feed: Feed) -> None:
    most = feed_module.MOST_ROWS
    feed.take([row(n, 10 + n) for n in range(1, most + 2)], 11 + most)

    assert not feed.remembers(10)
    assert feed.remembers(11)
    assert len(feed.rows_after(11)) == most


def test_memory_is_bounded_in_bytes(feed: Feed) -> None:
    big = "x" * 4_000
    feed.take([row(n, 10 + n, big) for n in range(1, 101)], 110)

    kept = feed.rows_after(feed.floor)
    assert 0 < sum(map(len, kept)) <= feed_module.MOST_BYTES


def test_more_than_memory_holds_comes_in_parts_and_nothing_is_missed(
    feed: Feed,
) -> None:
    quick: Any = Follower()
    slow: Any = Follower(busy=True)
    feed.current |= {quick, slow}
    most = feed_module.MOST_ROWS

    feed.take([row(n, 10 + n) for n in range(1, most + 2)], 20 + most)

    first, second = quick.heard
    assert [found["id"] for frame in quick.heard for found in frame["rows"]] == list(
        range(1, most + 2)
    )
    assert (first["to"], second["to"]) == (second["from"], 20 + most)
    assert feed.lagging == {slow: 10}


def test_a_row_bigger_than_memory_is_handed_on_all_the_same(feed: Feed) -> None:
    follower: Any = Follower()
    feed.current.add(follower)

    feed.take([row(1, 11), row(2, 12, "x" * feed_module.MOST_BYTES), row(3, 13)], 13)

    seen = [found["id"] for frame in follower.heard for found in frame["rows"]]
    assert seen == [1, 2, 3]


def test_of_a_row_that_changed_twice_at_once_only_the_last_form_is_handed_on(
    feed: Feed,
) -> None:
    follower: Any = Follower()
    feed.current.add(follower)
    most = feed_module.MOST_ROWS
    many = [row(n, 11 + n) for n in range(2, most + 9)]

    feed.take([row(1, 11, "words to hide"), *many, row(1, 999, "")], 999)

    frames = b"".join(orjson.dumps(frame) for frame in follower.heard)
    assert b"words to hide" not in frames
    assert follower.heard[-1]["rows"][-1]["id"] == 1
