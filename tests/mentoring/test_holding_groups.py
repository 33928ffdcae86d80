"""A group is held: people come in, sit in circles, part, and end."""

import pytest
from django.utils import timezone

from mentoring.actions import circling, grouping
from mentoring.models import Group
from moderation import shifts
from moderation.models import Shift
from people.actions import Refused
from rooms.circle_models import Circle, Seat
from tests.conftest import make_person
from tests.mentoring.test_groups import people

pytestmark = pytest.mark.django_db


def come(group, *them):
    for person in them:
        circling.come_to_group(group, by=person)


def test_a_circle_begins_with_everybody_who_came(plan, hold, mia):
    group, them = plan(), people(3)
    for person in them:
        grouping.take_place(group, by=person)
    group = hold(group)
    come(group, *them[:2])

    circling.begin_circle(group, by=mia)
    come(group, them[2])

    circle = Circle.objects.get(room=group.room)
    assert circle.host == mia
    assert {seat.person for seat in circle.seats.all()} == set(them)


def test_one_comes_in_by_a_form_into_the_room(client_of, plan, hold, ana):
    group = plan()
    grouping.take_place(group, by=ana)
    hold(group)

    answer = client_of(ana).post(f"/threads/groups/{group.pk}/come-in/")

    assert answer["Location"] == f"/rooms/{group.room_id}/"
    assert client_of(ana).get(answer["Location"]).status_code == 200


def test_without_a_place_nobody_comes_in(client_of, plan, hold, zed):
    group = hold(plan())

    client_of(zed).post(f"/threads/groups/{group.pk}/come-in/")

    assert client_of(zed).get(f"/rooms/{group.room_id}/").status_code in {302, 404}
    assert not group.room.memberships.filter(person=zed).exists()


def test_before_its_time_nobody_comes_in(plan, ana):
    group = plan()
    grouping.take_place(group, by=ana)

    with pytest.raises(Refused, match="not open now"):
        circling.come_to_group(group, by=ana)


def test_a_circle_needs_a_moderator_with_the_room(plan, mia):
    group = plan()
    Group.objects.update(starts_at=timezone.now())
    group.refresh_from_db()

    with pytest.raises(Refused, match="A moderator must be with the room"):
        circling.begin_circle(group, by=mia)
    assert not Circle.objects.exists()


def test_above_twelve_it_parts_into_small_circles_and_comes_back(plan, hold, mia):
    group, them = plan(places=14), people(14)
    ned = make_person("Ned", "mentor")
    grouping.help_host(group, by=ned)
    for person in them:
        grouping.take_place(group, by=person)
    group = hold(group)
    come(group, ned, *them)
    with pytest.raises(Refused, match="more than twelve"):
        circling.begin_circle(group, by=mia)

    parts = circling.part_group(group, by=mia)

    assert [part.host for part in parts] == [mia, ned]
    assert [Seat.objects.filter(circle__room=p.room).count() for p in parts] == [7, 7]
    assert circling.come_to_group(group, by=them[1]) == parts[1].room
    assert circling.come_to_group(group, by=ned) == parts[1].room

    circling.come_together(group, by=mia)

    assert not Circle.objects.filter(ended_at=None).exists()
    assert circling.come_to_group(group, by=them[1]) == group.room


def test_small_circles_are_covered_by_who_is_with_the_group(
    plan, hold, mia, max_, monkeypatch
):
    group = hold(plan(places=13))
    ned = make_person("Ned", "mentor")
    grouping.help_host(group, by=ned)
    come(group, ned)

    parts = circling.part_group(group, by=mia)

    assert all(p.room.takes_messages(timezone.now()) for p in map(fresh, parts))
    shift = Shift.objects.create(moderator=max_)
    shift.rooms.set([group.room])
    monkeypatch.setattr(shifts, "watching", lambda: Shift.objects.all())
    small = {part.room_id for part in parts}
    assert shifts.covered_rooms() == {group.room_id} | small


def fresh(part):
    part.room.refresh_from_db()
    return part


def test_small_circles_need_another_mentor(plan, hold, mia):
    group = hold(plan(places=14))

    with pytest.raises(Refused, match="another mentor"):
        circling.part_group(group, by=mia)


def test_it_ends_once_and_the_room_can_be_read(plan, hold, mia, ana, client_of):
    group = plan()
    grouping.take_place(group, by=ana)
    group = hold(group)
    come(group, ana)
    circling.begin_circle(group, by=mia)

    circling.end_group(group, by=mia)
    circling.end_group(group, by=mia)

    group.refresh_from_db()
    assert (group.state, group.came) == ("ended", 1)
    assert not Circle.objects.filter(ended_at=None).exists()
    assert client_of(ana).get(f"/rooms/{group.room_id}/").status_code == 200
