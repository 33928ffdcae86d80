"""A circle by time: turns end, hosts are waited for, and what is over ends."""

from datetime import timedelta

from django.utils import timezone

from realtime.models import Roster
from rooms import actions
from rooms.circle_models import Circle
from rooms.models import Room
from rooms.posting import Stored
from tests.rooms.circles.conftest import page, post, refused, speaker


def later(**shift):
    Circle.objects.update(**{k: timezone.now() + v for k, v in shift.items()})


def test_a_turn_ends_by_itself_after_the_last_sentence(mia, circle, room):
    actions.give_turn(room, by=mia)
    later(turn_ends_at=timedelta(seconds=-10))
    actions.keep_circles()
    assert speaker(room) == "ana"
    later(turn_ends_at=timedelta(seconds=-40))
    actions.keep_circles()
    actions.keep_circles()
    assert speaker(room) == "ben"


def test_whose_host_is_lost_waits_and_goes_on_with_the_time_that_was_left(
    client_of, ana, mia, circle, room
):
    actions.give_turn(room, by=mia)
    later(host_until=timedelta(seconds=-1), turn_ends_at=timedelta(seconds=100))
    actions.keep_circles()
    assert "mia has lost the line. The circle waits" in page(client_of(ana), room)
    assert Circle.objects.get().turn_ends_at is None

    here = {"persons": [mia.pk], "streams": {room.stream: {str(mia.pk): "mia"}}}
    Roster.objects.create(process="test", at=timezone.now(), here=here)
    actions.keep_circles()

    left = Circle.objects.get().turn_ends_at - timezone.now()
    assert timedelta(seconds=90) < left <= timedelta(seconds=100)


def test_who_has_no_line_is_there_while_they_press_buttons(
    client_of, mia, circle, room
):
    later(host_until=timedelta(seconds=-1))
    actions.keep_circles()
    assert Circle.objects.get().waits_for == "host"
    assert refused(client_of(mia), room, "next") is None
    actions.keep_circles()
    assert Circle.objects.get().waits_for == ""


def test_a_host_who_does_not_come_back_ends_it_for_all(ana, ben, mia, circle, room):
    actions.give_turn(room, by=mia)
    later(host_until=timedelta(seconds=-1))
    actions.keep_circles()
    later(waits_since=timedelta(minutes=-6))
    actions.keep_circles()
    assert Circle.objects.get().ending == "lost"
    assert isinstance(post(room, ben), Stored)
    assert not Room.objects.get(pk=room.pk).has_circle


def test_another_host_carries_on(client_of, ana, mia, max_, circle, room):
    actions.join_room(room, by=max_)
    assert refused(client_of(ana), room, "take") == (
        "A host opens a circle. A moderator can choose you as one."
    )
    later(host_until=timedelta(seconds=-1))
    actions.keep_circles()
    assert refused(client_of(max_), room, "take") is None
    assert Circle.objects.get().host == max_
    assert Circle.objects.get().waits_for == ""


def test_a_room_without_cover_stops_the_clock(mia, circle, room):
    actions.give_turn(room, by=mia)
    Room.objects.update(covered_until=timezone.now() - timedelta(minutes=3))
    actions.keep_circles()
    assert Circle.objects.get().waits_for == "room"
    Room.objects.update(covered_until=timezone.now() + timedelta(hours=1))
    actions.keep_circles()
    assert Circle.objects.get().waits_for == ""


def test_who_was_removed_loses_the_turn(ana, mia, circle, room):
    actions.give_turn(room, by=mia)
    actions.remove_member(room, ana)
    actions.keep_circles()
    assert speaker(room) == "ben"


def test_a_closed_room_ends_its_circle(mia, circle, room):
    actions.close_room(room)
    actions.keep_circles()
    assert Circle.objects.get().ending == "room"


def test_the_host_or_a_moderator_ends_it_and_nobody_else(
    client_of, ana, mia, max_, circle, room
):
    actions.join_room(room, by=max_)
    assert refused(client_of(ana), room, "end") == "Only the host can do this."
    assert refused(client_of(max_), room, "end") is None
    assert Circle.objects.get().ending == "staff"
    assert refused(client_of(mia), room, "end") is None
    assert Circle.objects.get().ending == "staff"
