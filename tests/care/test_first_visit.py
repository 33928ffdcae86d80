"""A first visit in five steps that can be left, resumed and refused, and never blocks."""

import pytest

from care.first_visit import ORDER
from care.models import FirstVisit
from people.models import Person
from rooms import actions as rooms


def step(client, name, **data):
    return client.post(f"/first-visit/{name}/", data)


def test_each_step_leads_to_the_next_and_the_last_home(client_of, ana):
    client = client_of(ana)

    ways = [step(client, name).headers["Location"] for name in ORDER]

    assert ways == [*(f"/first-visit/{name}/" for name in ORDER[1:]), "/"]
    assert FirstVisit.objects.get(person=ana).finished_at is not None


def test_it_goes_on_where_it_stopped(client_of, ana):
    step(client_of(ana), "hello")
    step(client_of(ana), "rules", accept="on")

    later = client_of(ana).get("/first-visit/")

    assert later.headers["Location"] == "/first-visit/ways/"
    assert "Go on where I stopped" in client_of(ana).get("/").text


def test_rules_are_accepted_in_plain_words(client_of, ana):
    step(client_of(ana), "rules", accept="on")

    assert FirstVisit.objects.get(person=ana).accepted_rules_at is not None
    assert (
        "You have said that you will" in client_of(ana).get("/first-visit/rules/").text
    )


def test_nothing_is_blocked_by_it(client_of, ana, room):
    assert client_of(ana).get(f"/rooms/{room.pk}/").status_code == 200
    assert "Show me round" in client_of(ana).get("/").text


def test_who_does_not_need_it_is_not_asked_again(client_of, ana):
    client_of(ana).post("/first-visit/done/")

    assert "Your first visit" not in client_of(ana).get("/").text
    assert client_of(ana).get("/first-visit/hello/").status_code == 200


def test_ones_way_of_being_here_is_kept(client_of, ana):
    step(client_of(ana), "ways", shows_first_week="on")

    assert Person.objects.get(pk=ana.pk).shows_first_week


def test_the_practice_room_is_shown_where_there_is_one(client_of, ana, cora, room):
    page = client_of(ana).get("/first-visit/try/").text
    assert "a room just for trying" not in page

    rooms.describe_room(room, by=cora, is_practice=True)
    assert f'href="/rooms/{room.pk}/"' in client_of(ana).get("/first-visit/try/").text


@pytest.mark.parametrize("name", ["nowhere", "done-2", "9" * 40])
def test_a_step_that_is_none_is_absent(client_of, ana, name):
    assert client_of(ana).get(f"/first-visit/{name}/").status_code == 404


def test_staff_are_not_shown_round(client_of, max_):
    assert "Your first visit" not in client_of(max_).get("/").text
