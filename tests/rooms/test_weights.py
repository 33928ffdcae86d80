"""What a room costs somebody who pays for every byte; the figures stand in docs/speed.md."""

import itertools

import orjson
import pytest

from rooms.source import RoomSource

# As people write: of the length that is usual in the demo's rooms and a little more.
SAID = [
    "The kettle is on. Who else is up?",
    "I have not slept since Sunday, and today was the hospital again.",
    "I hear you. It was like that with my dad for a whole winter, and nobody told me it would be.",
    "Same here",
    "Thank you. That helps more than you know. I am going to try to rest for an hour now.",
]


@pytest.fixture
def full_room(room, ana, ben, say):
    for number, (person, words) in enumerate(
        zip(itertools.cycle([ana, ben]), itertools.cycle(SAID), strict=False)
    ):
        if number == 50:
            return room
        say(room, person, f"{words} ({number})")
    raise AssertionError


def test_a_message_costs_less_than_a_kilobyte(room, ana, say):
    say(room, ana, max(SAID, key=len))

    row = RoomSource().latest(f"room:{room.pk}", 1)[0].data

    frame = {"type": "rows", "stream": f"room:{room.pk}", "rows": [row]}
    assert len(orjson.dumps(frame)) < 1_000


def test_a_room_one_joins_costs_less_than_fifteen(full_room):
    name = f"room:{full_room.pk}"
    rows = [row.data for row in RoomSource().latest(name, 50)]

    joined = {"type": "joined", "stream": name, "rows": rows, "more": False}

    assert len(rows) == 50
    assert len(orjson.dumps(joined)) < 15_000


def test_a_page_with_fifty_messages_costs_less_than_fifteen(full_room, ana, client_of):
    answer = client_of(ana).get(
        f"/rooms/{full_room.pk}/", headers={"Accept-Encoding": "gzip"}
    )

    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < 15_000
