"""Nothing closes over a red flag that somebody owns, and nothing opens by mistake."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, clockwork
from people.models import Notice
from rooms.states import State


def lose_cover(room, minutes):
    room.covered_until = timezone.now() - timedelta(minutes=minutes)
    room.save()


def stands(room):
    room.refresh_from_db()
    return room.state(timezone.now())


@pytest.fixture
def owned(flag, max_):
    """max has taken a red flag from the room."""
    return actions.claim_flag(flag, by=max_)


def test_a_room_stays_open_while_its_red_flag_is_owned(room, owned):
    lose_cover(room, 1)

    clockwork.keep_open()

    assert stands(room) == State.OPEN


def test_the_closing_round_begins_when_nobody_owns_it_any_more(room, owned, max_):
    lose_cover(room, 1)
    clockwork.keep_open()
    actions.release_flag(owned, by=max_)

    room.refresh_from_db()
    room.stays_open_until -= timedelta(seconds=31)
    room.save()
    clockwork.keep_open()

    assert stands(room) == State.CLOSING


def test_a_red_flag_that_nobody_owns_keeps_nothing_open(room, flag):
    lose_cover(room, 1)

    clockwork.keep_open()

    assert stands(room) == State.CLOSING


def test_a_quiet_room_is_not_opened_by_owning_a_red_flag(room, owned):
    lose_cover(room, 3)

    clockwork.keep_open()

    assert stands(room) == State.QUIET


def test_a_shift_that_ends_begins_the_closing_round(room, max_):
    actions.start_shift([room], by=max_)

    actions.end_shift(by=max_)

    assert stands(room) == State.CLOSING


@pytest.mark.parametrize("minutes", [3, 600])
def test_a_shift_that_ends_opens_nothing_that_was_quiet(room, max_, minutes):
    actions.start_shift([room], by=max_)
    lose_cover(room, minutes)

    actions.end_shift(by=max_)

    assert stands(room) == State.QUIET


def test_a_colleague_on_shift_is_told_once_that_a_room_lost_its_cover(
    room, max_, sol, be_here
):
    actions.start_shift([], by=sol)
    actions.start_shift([room], by=max_)
    be_here(sol)
    lose_cover(room, 0.5)

    for _ in range(2):
        clockwork.tell_of_lost_cover()

    notice = Notice.objects.get(kind="cover_lost")
    assert notice.person == sol
    assert notice.link == "/moderation/cover/"


@pytest.mark.parametrize("minutes", [-1, 3])
def test_nobody_is_told_of_a_room_that_is_covered_or_long_quiet(
    room, sol, be_here, minutes
):
    actions.start_shift([], by=sol)
    be_here(sol)
    lose_cover(room, minutes)

    clockwork.tell_of_lost_cover()

    assert not Notice.objects.filter(kind="cover_lost").exists()
