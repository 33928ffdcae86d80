"""A group session: planned, filled, moved up in, held in circles, ended and forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import group_access, reminder_clock
from mentoring import session_clock as clockwork
from mentoring.actions import grouping
from mentoring.models import Group, Place
from people.actions import Refused, change_role, suspend_person
from people.models import Notice
from rooms.models import Room
from tests.conftest import make_person
from tests.mentoring.test_calendar import events, feed_of
from tests.mentoring.test_pages import words_of
from tests.mentoring.test_session_pages import form, in_days

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
        ({"about": "x" * 301}, "That is 1 character too many."),
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
