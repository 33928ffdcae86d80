"""A group session: planned, filled, moved up in, held in circles, ended and forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import actions, group_access, reminder_clock
from mentoring import session_clock as clockwork
from mentoring.actions import circling, grouping
from mentoring.models import Group, Place
from moderation import shifts
from moderation.models import Shift
from people.actions import Refused, change_role, suspend_person
from people.models import Notice
from rooms.circle_models import Circle, Seat
from rooms.models import Room
from tests.conftest import make_person
from tests.mentoring.test_calendar import events, feed_of
from tests.mentoring.test_pages import form, in_days, words_of

pytestmark = pytest.mark.django_db


TREES = "Oak Ash Elm Fir Yew Birch Cedar Maple Hazel Willow Rowan Alder Larch Beech"


def people(count):
    return [make_person(name) for name in TREES.split()[:count]]


def state_of(group, person):
    return group.taken.get(person=person).state


# --- Planning


def test_a_mentor_plans_a_group_by_form_and_staff_hear_of_it(client_of, mia, max_):
    fields = form(in_days(3), topic="Sleeping", about="", places="8")

    client_of(mia).post("/threads/groups/new/", fields)

    group = Group.objects.get()
    assert (group.host, group.places, group.starts_at) == (mia, 8, in_days(3))
    assert not group.room.is_open_to_all
    assert group.room.needs_cover
    told = Notice.objects.get(person=max_)
    assert "Somebody must watch over its room." in told.words


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"topic": ""}, "Say what it is called."),
        ({"topic": "x" * 61}, "Use 60 characters at most."),
        ({"about": "x" * 301}, "Use 300 characters at most."),
        ({"places": "2"}, "at least 3 places"),
        ({"places": "37"}, "at most 36 places"),
        ({"places": str(2**63)}, "at most 36 places"),
        ({"places": "many"}, "Write a number"),
        ({"day": "2020-05-14"}, "That time has passed."),
    ],
)
def test_a_wrong_plan_is_explained_and_kept(wrong, words, client_of, mia):
    fields = form(in_days(3), topic="Sleeping", about="", places="8") | wrong

    answer = client_of(mia).post("/threads/groups/new/", fields)

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert not Group.objects.exists()
    assert not Room.objects.exists()


@pytest.mark.parametrize("who", ["zed", "max_", "cora"])
def test_only_mentors_plan(who, client_of, plan, request):
    person = request.getfixturevalue(who)

    assert client_of(person).get("/threads/groups/new/").status_code == 404
    with pytest.raises(Refused, match="Only a mentor"):
        plan(by=person)


def test_a_host_is_not_in_two_sessions_at_once(agree, plan):
    agree(hours=5)

    with pytest.raises(Refused, match="another session then"):
        plan(hours=5)


# --- Places and the waiting list


def test_places_fill_and_the_next_waits_and_moves_up_by_itself(plan):
    group, them = plan(places=3), people(5)
    for person in them:
        grouping.take_place(group, by=person)
    assert [state_of(group, p) for p in them] == ["taken"] * 3 + ["waiting"] * 2

    grouping.give_place_back(group, by=them[0])

    assert state_of(group, them[3]) == "taken"
    assert state_of(group, them[4]) == "waiting"
    told = Notice.objects.get(person=them[3], words__contains="a place for you now")
    assert "Sleeping" not in told.words


def test_who_is_not_free_is_passed_over_and_keeps_waiting(plan, ben, cora):
    group, them = plan(places=3), people(5)
    for person in them:
        grouping.take_place(group, by=person)
    other = make_person("Ned", "mentor")
    pair = actions.pair(other, them[3], by=cora)
    session = actions.propose_session(
        pair, by=other, starts_at=group.starts_at, minutes=30
    )
    actions.accept_session(session, by=them[3])

    grouping.give_place_back(group, by=them[1])

    assert state_of(group, them[3]) == "waiting"
    assert state_of(group, them[4]) == "taken"


def test_a_place_is_asked_for_by_form_and_once(client_of, plan, ana):
    group = plan()
    client = client_of(ana)

    for _ in range(2):
        client.post(f"/threads/groups/{group.pk}/do/", {"do": "take"})

    assert Place.objects.count() == 1
    assert "You have a place" in words_of(client.get(f"/threads/groups/{group.pk}/"))


def test_who_has_a_session_then_gets_no_place(agree, plan, ana):
    agree(hours=5)
    other = make_person("Ned", "mentor")
    group = plan(by=other, hours=5)

    with pytest.raises(Refused, match="another session then"):
        grouping.take_place(group, by=ana)


def test_a_place_takes_the_hour_of_its_owner(propose, plan, ana):
    group = plan(by=make_person("Ned", "mentor"), hours=5)
    grouping.take_place(group, by=ana)

    with pytest.raises(Refused, match="another session then"):
        propose(hours=5)


def test_the_last_place_goes_to_one_of_many_at_once(at_once, plan):
    group, them = plan(places=3), people(6)

    at_once(*[lambda p=p: grouping.take_place(group, by=p) for p in them])

    states = list(group.taken.values_list("state", flat=True))
    assert sorted(states) == ["taken"] * 3 + ["waiting"] * 3


def test_only_the_host_and_coordinators_read_who_comes(
    client_of, plan, ana, ben, mia, cora, max_
):
    group = plan()
    grouping.take_place(group, by=ana)

    shown = {
        who.alias: "ana" in words_of(client_of(who).get(f"/threads/groups/{group.pk}/"))
        for who in (mia, cora, ben, max_)
    }
    assert shown == {"mia": True, "cora": True, "ben": False, "max": False}


def test_a_cancelled_group_tells_everybody_kindly(client_of, plan, ana, ben, mia):
    group = plan()
    for person in (ana, ben):
        grouping.take_place(group, by=person)

    client_of(mia).post(f"/threads/groups/{group.pk}/do/", {"do": "cancel"})

    told = Notice.objects.filter(words__contains="It is nothing you did")
    assert {one.person for one in told} == {ana, ben}
    group.refresh_from_db()
    assert (group.state, group.room.takes_messages(timezone.now())) == (
        "cancelled",
        False,
    )


@pytest.mark.parametrize("do", ["circle", "part", "together", "cancel", "end"])
def test_nobody_else_holds_it(do, client_of, plan, hold, zed):
    group = plan() if do == "cancel" else hold(plan())

    client_of(zed).post(f"/threads/groups/{group.pk}/do/", {"do": do})

    group.refresh_from_db()
    assert (group.state, group.live_at) == ("planned", None)


@pytest.mark.parametrize("do", ["", "steal", "x" * 5000])
def test_what_no_button_does_changes_nothing(do, client_of, plan, zed):
    group = plan()

    answer = client_of(zed).post(
        f"/threads/groups/{group.pk}/do/", {"do": do}, follow=True
    )

    assert "Choose what to do." in words_of(answer)


# --- Holding it


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


# --- By time


def test_the_clock_ends_what_is_long_over_and_forgets_who_came(plan, ana):
    group = plan()
    grouping.take_place(group, by=ana)
    Group.objects.update(starts_at=timezone.now() - timedelta(hours=3))

    clockwork.keep_groups()
    clockwork.keep_groups()
    group.refresh_from_db()
    assert (group.state, group.came) == ("ended", 0)

    grouping.forget_places()
    assert Place.objects.exists()
    Group.objects.update(ended_at=timezone.now() - timedelta(days=29))
    grouping.forget_places()
    assert not Place.objects.exists()


def test_moderators_hear_once_that_nobody_watches(plan, max_):
    plan()
    Group.objects.update(starts_at=timezone.now())

    clockwork.keep_groups()
    clockwork.keep_groups()

    told = Notice.objects.filter(person=max_, words__contains="Nobody watches")
    assert told.count() == 1


def test_all_with_a_place_are_reminded_once(plan, mia):
    group, them = plan(places=3), people(4)
    for person in them:
        grouping.take_place(group, by=person)
    long_ago = timezone.now() - timedelta(days=3)
    Group.objects.update(starts_at=timezone.now() + timedelta(minutes=50))
    Group.objects.update(made_at=long_ago)
    Place.objects.filter(state="taken").update(settled_at=long_ago)

    reminder_clock.remind_of_sessions()
    reminder_clock.remind_of_sessions()

    told = Notice.objects.filter(words__startswith="Your group session starts")
    assert sorted(one.person.alias for one in told) == sorted(
        ["mia", *(one.alias for one in them[:3])]
    )


def test_it_stands_in_the_calendars_of_those_with_a_place(client, plan, ana, ben):
    group = plan()
    grouping.take_place(group, by=ana)

    (event,) = events(client.get(feed_of(ana)))

    assert event["UID"].startswith(f"group-{group.pk}@")
    assert "Sleeping" not in str(event)
    assert not events(client.get(feed_of(ben)))


def test_a_host_who_is_a_mentor_no_longer_has_their_groups_cancelled(
    plan, ana, mia, sol
):
    group = plan()
    grouping.take_place(group, by=ana)

    change_role(mia, "peer", by=sol, reason="A rest.")

    group.refresh_from_db()
    assert group.state == "cancelled"
    assert Notice.objects.filter(person=ana, words__contains="cancelled").exists()


def test_somebody_suspended_takes_no_place_and_is_passed_over(plan, ana, sol):
    group, them = plan(places=3), people(5)
    for person in them:
        grouping.take_place(group, by=person)
    suspend_person(them[3], until=None, by=sol, reason="rest")
    suspend_person(ana, until=None, by=sol, reason="rest")

    with pytest.raises(Refused):
        grouping.take_place(group, by=ana)
    grouping.give_place_back(group, by=them[0])

    assert state_of(group, them[4]) == "taken"


@pytest.mark.parametrize("number", [0, 999_999, 2**63, 10**30])
def test_what_is_absent_is_absent(number, client_of, zed):
    for path in ("", "do/", "come-in/"):
        answer = client_of(zed).post(f"/threads/groups/{number}/{path}")
        assert answer.status_code in {404, 405}


def test_the_list_says_how_it_stands_for_its_reader(client_of, plan, ana, mia, zed):
    group = plan(places=3)
    grouping.take_place(group, by=ana)

    pages = [words_of(client_of(p).get("/threads/groups/")) for p in (ana, mia, zed)]

    words = ["You have a place.", "You host it.", "There is a place for you."]
    assert all(said in page for said, page in zip(words, pages, strict=True))
    assert len(group_access.groups_ahead(zed)) == 1
