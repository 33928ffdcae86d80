"""A group whose host may not be there is handed over or stops, and nobody is left guessing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import hosting_clock
from mentoring.actions import circling, grouping, hosting, planning_groups
from mentoring.care_models import HostGone
from mentoring.models import Group, SmallCircle
from people.actions import change_role, reinstate_person, suspend_person
from people.models import Notice
from rooms import actions as rooms
from rooms.circle_models import Circle
from rooms.models import Message
from tests.mentoring.test_pages import words_of

pytestmark = pytest.mark.django_db


def told(person, words):
    return Notice.objects.filter(person=person, words__contains=words).count()


def tick():
    hosting_clock.keep_hosts()
    hosting_clock.keep_hosts()


@pytest.fixture
def group(plan, ana):
    """mia hosts it in two days; ana has a place."""
    made = plan()
    grouping.take_place(made, by=ana)
    return made


@pytest.fixture
def keep_out(mia, sol):
    def keep_out(**until):
        at = timezone.now() + timedelta(**until) if until else None
        suspend_person(mia, until=at, by=sol, reason="A worry.")

    return keep_out


@pytest.fixture
def live(group, hold, ana, mia):
    """The circle is on, and ana is there."""
    open_now = hold(group)
    circling.come_to_group(open_now, by=ana)
    circling.begin_circle(open_now, by=mia)
    return open_now


def test_those_with_a_place_hear_it_and_a_coordinator_has_a_task(
    client_of, group, keep_out, ana, ben, cora
):
    keep_out()
    tick()

    assert told(ana, "The host of your group session can’t be there.") == 1
    assert told(cora, "Please find another host.") == 1
    assert not told(ben, "host")
    page = words_of(client_of(cora).get("/threads/live/"))
    assert "mia can’t hold it." in page
    assert f"/threads/groups/{group.pk}/host/" in page
    page = words_of(client_of(ana).get(f"/threads/groups/{group.pk}/"))
    assert "Its host can’t be there." in page
    assert "worry" not in page


def test_who_is_back_in_time_loses_no_group(group, keep_out, ana):
    keep_out(days=1)
    tick()

    assert not HostGone.objects.exists()
    assert not told(ana, "host")


def test_who_is_let_in_again_holds_it_after_all(
    client_of, group, keep_out, mia, ana, sol
):
    keep_out()
    tick()
    reinstate_person(mia, by=sol, reason="All is well.")
    tick()

    assert told(ana, "Your group session can take place after all, with mia.") == 1
    assert not HostGone.objects.exists()
    page = words_of(client_of(ana).get(f"/threads/groups/{group.pk}/"))
    assert "Its host can’t be there." not in page


def test_a_coordinator_gives_it_to_another_mentor(
    client_of,
    group,
    keep_out,
    hold,
    ana,
    nell,
    cora,
):
    keep_out()
    tick()
    path = f"/threads/groups/{group.pk}/host/"
    page = words_of(client_of(cora).post(path, {"host": "zed"}, follow=True))
    tick()

    assert "With zed." in page
    assert told(ana, "zed holds your group session now. You keep your place.") == 1
    assert told(nell, "You hold a group session now.") == 1
    assert "can’t hold it" not in words_of(client_of(cora).get("/threads/live/"))
    circling.begin_circle(hold(group), by=nell)
    assert Circle.objects.get().host == nell


def test_a_helper_who_takes_it_over_takes_no_second_place(group, nell, ben, cora):
    grouping.help_host(group, by=nell)

    hosting.hand_over_group(group, nell, by=cora)

    assert not group.taken.filter(person=nell, state="taken").exists()


@pytest.mark.parametrize(
    ("alias", "words"),
    [
        ("", "Please type the alias."),
        ("nobody", "No mentor here has that alias."),
        ("ben", "No mentor here has that alias."),
        ("mia", "Choose another mentor."),
        ("x" * 200, "100 characters at most"),
    ],
)
def test_who_cannot_hold_it_is_said_at_the_field(
    alias, words, client_of, group, ben, cora
):
    answer = client_of(cora).post(f"/threads/groups/{group.pk}/host/", {"host": alias})

    assert answer.status_code == 422
    assert words in words_of(answer)
    assert Group.objects.get().host == group.host


def test_a_mentor_who_is_kept_out_or_busy_does_not_take_it_over(
    client_of,
    plan,
    group,
    nell,
    cora,
    sol,
):
    path = f"/threads/groups/{group.pk}/host/"
    own = plan(by=nell)
    answer = words_of(client_of(cora).post(path, {"host": "zed"}))
    assert "You have another session then." not in answer
    assert "zed has another session then." in answer

    planning_groups.cancel_group(own, by=nell)
    suspend_person(nell, until=None, by=sol, reason="A worry.")
    answer = words_of(client_of(cora).post(path, {"host": "zed"}))
    assert "Only a mentor can host a group session." in answer


@pytest.mark.parametrize("who", ["ana", "mia", "zed", "max_"])
@pytest.mark.parametrize("path", ["groups/{}/host/", "live/groups/{}/seen/"])
def test_only_coordinators_come_to_these_doors(
    who, path, client_of, group, keep_out, request
):
    if who != "mia":
        keep_out()
        tick()
    client = client_of(request.getfixturevalue(who))
    assert client.post(f"/threads/{path.format(group.pk)}").status_code == 404


@pytest.mark.parametrize("group_id", [0, 2**63, 10**30])
@pytest.mark.parametrize("path", ["groups/{}/host/", "live/groups/{}/seen/"])
def test_a_group_that_is_not_there_is_not_found(group_id, path, client_of, cora):
    client = client_of(cora)
    assert client.post(f"/threads/{path.format(group_id)}").status_code == 404


def test_where_nobody_was_found_it_is_cancelled_when_it_would_open(
    client_of,
    group,
    keep_out,
    hold,
    ana,
    cora,
):
    keep_out()
    tick()
    hold(group)
    tick()

    assert Group.objects.get().state == "cancelled"
    assert told(ana, "A group session is cancelled. It is nothing you did.") == 1
    assert told(cora, "had to stop. Nobody held it.") == 1


def test_a_circle_whose_host_is_kept_out_stops_and_keeps_every_word(
    client_of, live, keep_out, say, ana, ben, cora
):
    say(live.room, live.host, "You are welcome here.")
    keep_out()
    tick()
    rooms.keep_circles()

    found = Group.objects.get()
    assert (found.state, found.came) == ("ended", 1)
    assert not Circle.objects.filter(ended_at=None).exists()
    assert told(ana, "Your group session had to stop. It is nothing you did.") == 1
    assert not told(ben, "stop")
    assert Message.objects.get().body == "You are welcome here."
    client = client_of(ana)
    assert "You are welcome here." in client.get(f"/rooms/{live.room_id}/").text
    assert "It is nothing you did." in client.get(f"/threads/groups/{live.pk}/").text


def test_a_coordinator_looks_at_a_group_that_stopped(client_of, live, keep_out, cora):
    keep_out()
    tick()
    client = client_of(cora)
    page = words_of(client.get("/threads/live/"))
    assert "mia could not go on, and it stopped." in page

    client.post(f"/threads/live/groups/{live.pk}/seen/")

    assert "it stopped" not in words_of(client.get("/threads/live/"))
    assert HostGone.objects.get().seen_by == cora


def test_who_stops_being_a_mentor_leaves_no_circle_open(live, mia, ana, sol):
    change_role(mia, "peer", by=sol, reason="They asked for it.")
    rooms.keep_circles()

    assert Group.objects.get().state == "ended"
    assert not Circle.objects.filter(ended_at=None).exists()
    assert told(ana, "Your group session had to stop.") == 1


def test_small_circles_stop_with_it(live, keep_out):
    room = rooms.open_room(by=live.host, name="Small", purpose="", is_open_to_all=False)
    part = SmallCircle.objects.create(group=live, room=room, host=live.host)
    keep_out()
    tick()

    part.refresh_from_db()
    assert part.ended_at is not None
    assert part.room.closed_at is not None
