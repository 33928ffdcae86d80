"""What one frame brings of a long absence: never more than a slow phone can take."""

import pytest

from realtime import tips
from realtime.feed import MOST_BYTES
from realtime.pages import read_page
from rooms import actions, circles
from rooms.source import RoomSource

LONG = "ñ" * 4_000


@pytest.fixture
def long_room(room, ana, say):
    for _ in range(40):
        say(room, ana, LONG)
    return room


@pytest.mark.django_db
def test_a_long_absence_is_read_up_in_frames_that_are_not_too_big(long_room):
    cursor, has_more, pages = 0, True, []
    while has_more:
        page = read_page(RoomSource(), long_room.stream, cursor)
        pages.append(page)
        cursor, has_more = page.position, page.has_more

    assert len(pages) > 1
    assert sum(len(page.rows) for page in pages) == 40
    assert all(sum(map(len, page.rows)) <= MOST_BYTES for page in pages)


@pytest.mark.django_db
def test_a_first_page_of_very_long_messages_is_shorter_and_ends_with_the_newest(
    long_room,
):
    page = read_page(RoomSource(), long_room.stream, None)

    assert sum(map(len, page.rows)) <= MOST_BYTES
    assert b'"seq":40,' in page.rows[-1]
    assert page.position == 40


@pytest.mark.django_db
def test_what_comes_between_two_questions_comes_with_the_next_page(
    room, ana, mia, say, monkeypatch
):
    """First messages are asked for, then circles; a word and a turn come in between."""
    actions.join_room(room, by=mia)
    actions.open_circle(room, by=mia, minutes=3, most=5)
    cursor, asked = tips.of([room.stream])[room.stream].position, circles.changes

    def ask_late(cursors):
        monkeypatch.undo()
        say(room, mia, "Before the turn.")
        actions.sit_down(room, by=ana)
        return asked(cursors)

    monkeypatch.setattr(circles, "changes", ask_late)
    first = read_page(RoomSource(), room.stream, cursor)
    then = read_page(RoomSource(), room.stream, first.position)

    assert b"Before the turn." in b"".join(first.rows + then.rows)
