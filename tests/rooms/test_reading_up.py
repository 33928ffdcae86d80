"""What another process reads of rooms, once it hears that they moved."""

from typing import Any

from people.models import Person
from rooms import actions, streams
from rooms.models import Room


def read(cursors: dict[Room, int]) -> list[list[Any]]:
    found = streams.changes({room.stream: at for room, at in cursors.items()}, 200)
    return [[row.data for row in found[room.stream]] for room in cursors]


def test_of_each_room_what_came_after_its_own_cursor_is_read(
    room: Room, covered_room: Room, ana: Person, ben: Person, say: Any
) -> None:
    first = say(room, ana, "One")
    say(covered_room, ana, "Two")
    say(room, ben, "Three")

    here, there = read({room: first.position, covered_room: 0})

    assert [(row["body"], row["author"]["alias"]) for row in here] == [("Three", "ben")]
    assert [(row["body"], row["author"]["alias"]) for row in there] == [("Two", "ana")]


def test_what_hangs_on_a_message_comes_with_it_and_on_no_other(
    room: Room, ana: Person, ben: Person, say: Any
) -> None:
    heard, unheard = say(room, ana, "One"), say(room, ana, "Two")
    actions.react(heard, "hear", True, by=ben)

    [rows] = read({room: 0})

    hung = {row["id"]: row.get("reactions") for row in rows}
    assert hung == {heard.pk: {"hear": [[ben.pk, "ben"]]}, unheard.pk: None}


def test_a_circle_is_read_with_messages_and_without(
    room: Room, ana: Person, mia: Person, say: Any
) -> None:
    actions.join_room(room, by=mia)
    said = say(room, ana, "One")
    assert actions.open_circle(room, by=mia, minutes=3, most=5) is None

    both, alone = read({room: 0}), read({room: said.position})

    assert [[row["kind"] for row in rows] for rows in both] == [["message", "circle"]]
    assert [[row["kind"] for row in rows] for rows in alone] == [["circle"]]


def test_a_room_where_nothing_changed_has_no_rows(
    room: Room, ana: Person, say: Any
) -> None:
    assert read({room: say(room, ana, "One").position}) == [[]]
    assert streams.changes({}, 200) == {}
