"""How a room stands, worked out from time alone."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from rooms import words
from rooms.states import State, state

NOW = datetime(2026, 5, 14, 19, 0, tzinfo=UTC)


@dataclass
class Place:
    needs_cover: bool = True
    covered_until: datetime | None = None
    stays_open_until: datetime | None = None
    closed_at: datetime | None = None
    has_hours: bool = False
    open_from: datetime | None = None
    open_until: datetime | None = None
    shut_for: str = ""
    next_watch_at: datetime | None = None
    kind: str = "room"

    def pause(self, now):
        return 0

    def is_covered(self, now):
        return self.covered_until is not None and self.covered_until > now


def ago(seconds):
    return NOW - timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place(needs_cover=False), State.OPEN),
        (Place(), State.QUIET),
        (Place(covered_until=ago(-1)), State.OPEN),
        (Place(covered_until=ago(0)), State.CLOSING),
        (Place(covered_until=ago(119)), State.CLOSING),
        (Place(covered_until=ago(120)), State.QUIET),
        (Place(covered_until=ago(900), stays_open_until=ago(-10)), State.OPEN),
        (Place(covered_until=ago(900), stays_open_until=ago(60)), State.CLOSING),
        (Place(covered_until=ago(900), stays_open_until=ago(200)), State.QUIET),
        (Place(covered_until=ago(-1), closed_at=ago(5)), State.ENDED),
    ],
)
def test_a_room_stands_as_its_cover_says(place, expected):
    assert state(place, NOW) == expected


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (3600, -3600, State.OPEN),
        (3600, -120, State.CLOSING),
        (3600, 0, State.SHUT),
        (-10, -3600, State.SHUT),
        (None, None, State.SHUT),
    ],
)
def test_a_room_stands_as_its_hours_say(since, until, expected):
    place = Place(covered_until=ago(-9000), has_hours=True)
    place.open_from = None if since is None else ago(since)
    place.open_until = None if until is None else ago(until)

    assert state(place, NOW) == expected


def test_a_room_without_cover_is_quiet_in_its_hours_and_shut_outside_them():
    place = Place(has_hours=True, open_from=ago(60), open_until=ago(-60))

    assert state(place, NOW) == State.QUIET
    assert state(place, ago(-60)) == State.SHUT


def test_cover_that_flaps_every_twenty_seconds_does_not_flap_the_room():
    place, seen = Place(), set()
    for second in range(1200):
        now = NOW + timedelta(seconds=second)
        is_there = second // 20 % 2 == 0
        if is_there and second % 5 == 0:
            place.covered_until = now + timedelta(seconds=30)
        seen.add(state(place, now))

    assert seen == {State.OPEN}


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (120, "2 minutes"),
        (91, "2 minutes"),
        (90, "1½ minutes"),
        (60, "1 minute"),
        (30, "half a minute"),
        (1, "half a minute"),
    ],
)
def test_what_is_left_is_said_in_half_minutes(seconds, said):
    assert words.lasting(seconds) == said


@pytest.mark.parametrize(
    ("seconds", "said"), [(15, "15 seconds"), (60, "minute"), (120, "2 minutes")]
)
def test_slow_mode_is_said_in_words(seconds, said):
    assert words.slow(seconds).endswith(f"one message every {said}.")


def test_a_shut_room_does_not_say_that_everybody_reads():
    place = Place(has_hours=True)

    assert "not write" in words.who_reads(place, NOW)


def test_the_closing_round_says_how_long_it_lasts():
    place = Place(covered_until=ago(60))

    assert "quiet in 1 minute." in words.who_reads(place, NOW)
    assert "last word" in words.who_reads(place, NOW)


def test_nobody_is_promised_a_moderator_who_is_not_there():
    place = Place(covered_until=ago(900), stays_open_until=ago(-10))

    assert "is here" not in words.who_reads(place, NOW)
