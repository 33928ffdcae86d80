"""Places in a group: given in turn, waited for, and moved up into."""

import pytest
from django.utils import timezone

from mentoring import actions
from mentoring.actions import grouping
from mentoring.models import Place
from people.actions import Refused
from people.models import Notice
from tests.conftest import make_person
from tests.mentoring.test_groups import people, state_of
from tests.mentoring.test_pages import words_of

pytestmark = pytest.mark.django_db


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
