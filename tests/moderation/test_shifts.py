"""Rooms that need cover are open while a moderator on shift is really there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, clockwork
from moderation.models import Shift
from people.actions import change_role, suspend_person
from tests.conftest import make_person


def is_covered(room):
    room.refresh_from_db()
    return room.is_covered(timezone.now())


def lapse(room):
    room.covered_until = timezone.now()
    room.save()


@pytest.fixture
def on_shift(client_of, max_, quiet_room):
    """max has started a shift over the room."""
    client = client_of(max_)
    client.post("/moderation/shift/start/", {"rooms": [quiet_room.pk]})
    return client


def test_a_shift_covers_its_rooms_at_once(on_shift, quiet_room):
    assert is_covered(quiet_room)


def test_cover_goes_on_while_the_moderator_is_there(
    on_shift, quiet_room, max_, be_here
):
    lapse(quiet_room)
    be_here(max_)

    clockwork.renew_cover()

    assert is_covered(quiet_room)


def test_cover_is_not_renewed_for_who_has_gone(on_shift, quiet_room, zed, be_here):
    lapse(quiet_room)
    be_here(zed)

    clockwork.renew_cover()

    assert not is_covered(quiet_room)


def test_ending_a_shift_quietens_its_rooms_at_once(on_shift, quiet_room):
    on_shift.post("/moderation/shift/end/")

    assert not is_covered(quiet_room)
    assert Shift.objects.get().ended_at is not None


def test_a_room_that_a_colleague_watches_stays_open(
    on_shift, quiet_room, max_, be_here
):
    kit = make_person("kit", "moderator")
    actions.start_shift([quiet_room], by=kit)
    be_here(kit, max_)

    on_shift.post("/moderation/shift/end/")

    assert is_covered(quiet_room)


def test_a_room_no_longer_chosen_goes_quiet(on_shift, quiet_room, covered_room):
    on_shift.post("/moderation/shift/start/", {"rooms": [covered_room.pk]})

    assert not is_covered(quiet_room)
    assert Shift.objects.count() == 1


def test_a_suspended_moderator_covers_nothing(on_shift, quiet_room, max_, sol, be_here):
    tomorrow = timezone.now() + timedelta(days=1)
    suspend_person(max_, until=tomorrow, by=sol, reason="A complaint.")
    lapse(quiet_room)
    be_here(max_)

    clockwork.renew_cover()

    assert not is_covered(quiet_room)


def test_who_is_a_moderator_no_more_covers_nothing(
    on_shift, quiet_room, max_, sol, be_here
):
    change_role(max_, "peer", by=sol, reason="Moved on.")
    lapse(quiet_room)
    be_here(max_)

    clockwork.renew_cover()

    assert not is_covered(quiet_room)


def test_a_forgotten_shift_covers_nothing(on_shift, quiet_room, max_, be_here):
    Shift.objects.update(started_at=timezone.now() - timedelta(hours=13))
    lapse(quiet_room)
    be_here(max_)

    clockwork.renew_cover()

    assert not is_covered(quiet_room)
    assert "You are not on shift." in on_shift.get("/moderation/shift/").text


def test_a_new_shift_takes_the_place_of_a_forgotten_one(on_shift, quiet_room):
    Shift.objects.update(started_at=timezone.now() - timedelta(hours=13))

    on_shift.post("/moderation/shift/start/", {"rooms": [quiet_room.pk]})

    assert Shift.objects.filter(ended_at=None).count() == 1


def test_the_page_says_who_else_is_on_and_whether_they_are_there(
    on_shift, client_of, max_, sol, be_here
):
    client = client_of(sol)
    page = client.get("/moderation/shift/").text
    assert "Away" in page
    assert "Early mornings" in page

    be_here(max_)
    assert "Here now" in client.get("/moderation/shift/").text


def test_ending_twice_is_harmless(on_shift):
    on_shift.post("/moderation/shift/end/")

    assert on_shift.post("/moderation/shift/end/").status_code == 302


def test_a_thread_cannot_be_watched(on_shift, thread):
    answer = on_shift.post("/moderation/shift/start/", {"rooms": [thread.pk]})

    assert "Please choose from the list" in answer.text


@pytest.mark.parametrize("number", ["-1", "x", str(2**63), "9" * 40])
def test_a_room_that_nothing_can_be_is_said_at_its_field(number, client_of, max_):
    answer = client_of(max_).post("/moderation/shift/start/", {"rooms": [number]})

    assert answer.status_code == 200
    assert "Please choose from the list of rooms." in answer.text
    assert not Shift.objects.exists()
