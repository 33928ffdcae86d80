"""Positions are taken under the streams' locks and told after the commit."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from realtime import streams
from realtime.models import Stream
from realtime.streams import Move, Moves, Row


@pytest.fixture
def told() -> Iterator[list[Moves]]:
    moves: list[Moves] = []
    streams.listen(moves.append)
    yield moves
    streams.stop_listening(moves.append)


def move(name: str, number: int = 1, *, is_new: bool = True) -> None:
    with streams.moving([name]) as lines:
        line = lines[name]
        if is_new:
            line.next_place()
        line.rows.append(Row(number, line.next_position(), {}))


def test_a_change_takes_the_next_position_and_keeps_its_place(db: None) -> None:
    move("room:1")
    move("room:1", is_new=False)

    stream = Stream.objects.get(name="room:1")
    assert (stream.position, stream.length) == (2, 1)


def test_nothing_is_told_before_the_commit(
    transactional_db: None, told: list[Moves]
) -> None:
    with transaction.atomic():
        move("room:1")
        assert told == []

    assert told[0]["room:1"].end == 1


def test_what_is_rolled_back_moves_nothing(
    transactional_db: None, told: list[Moves]
) -> None:
    with transaction.atomic():
        move("room:1")
        transaction.set_rollback(True)

    assert told == []
    assert not Stream.objects.filter(position__gt=0).exists()


def test_all_that_commits_together_is_told_as_one(
    transactional_db: None, told: list[Moves]
) -> None:
    with streams.gathered(), transaction.atomic():
        move("room:1", 1)
        move("room:2", 2)
        move("room:1", 3)

    [moves] = told
    assert (moves["room:1"].start, moves["room:1"].end) == (0, 2)
    assert [row.id for row in moves["room:1"].rows or []] == [1, 3]


def test_a_move_that_lacks_a_row_says_that_it_must_be_read(
    transactional_db: None, told: list[Moves]
) -> None:
    with transaction.atomic(), streams.moving(["flags"]) as lines:
        lines["flags"].next_position()

    assert told[0]["flags"].rows is None


def test_a_gathered_move_that_lacks_a_row_must_be_read_whole(
    transactional_db: None, told: list[Moves]
) -> None:
    with streams.gathered(), transaction.atomic():
        move("room:1")
        with streams.moving(["room:1"]) as lines:
            lines["room:1"].next_position()

    epoch = Stream.objects.get(name="room:1").epoch
    assert told[0]["room:1"] == Move(epoch, 0, 2, None)


def test_streams_are_locked_in_one_order() -> None:
    names = ["flags", "me:3", "room:2", "room:10", "me:1"]

    ordered = sorted(names, key=streams.lock_rank)

    assert ordered == ["room:10", "room:2", "me:1", "me:3", "flags"]


def test_everybodys_own_inbox_is_me() -> None:
    assert streams.label("me:12") == "me"
    assert streams.label("room:12") == "room:12"
