"""Cover is being there: a page open, and something done on one in ten minutes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import acting, actions, clockwork
from moderation.cover_models import Act
from tests.moderation.test_closing_rounds import lose_cover, stands

JSON = {"accept": "application/json"}


@pytest.fixture
def idle(room, max_, be_here):
    """max started a shift, left his page open, and has done nothing for 11 minutes."""
    actions.start_shift([room], by=max_)
    be_here(max_)
    lose_cover(room, 1)
    Act.objects.update(at=timezone.now() - timedelta(minutes=11))
    return max_


def test_a_page_left_open_covers_nothing(idle, room):
    clockwork.renew_cover()

    assert stands(room) == "closing"


@pytest.mark.parametrize(
    "act",
    [
        lambda client: client.get("/rooms/", headers={"accept": "text/html"}),
        lambda client: client.post("/moderation/shift/here/", headers=JSON),
        lambda client: client.post("/moderation/shift/here/"),
    ],
    ids=["opening a page", "moving on one", "saying so without scripts"],
)
def test_doing_something_ends_the_closing_round(idle, room, client_of, act):
    act(client_of(idle))
    clockwork.renew_cover()

    assert stands(room) == "open"


def test_what_a_page_asks_by_itself_is_no_act(idle, room, client_of):
    client = client_of(idle)
    for path in ("/moderation/shift/here/", "/rooms/"):
        client.get(path, headers=JSON)
    clockwork.renew_cover()

    assert stands(room) == "closing"


def test_a_page_is_told_how_long_is_left(client_of, max_, room):
    client = client_of(max_)
    assert client.get("/moderation/shift/here/", headers=JSON).json() == {"left": None}

    actions.start_shift([room], by=max_)
    Act.objects.update(at=timezone.now() - timedelta(minutes=9))

    left = client.get("/moderation/shift/here/", headers=JSON).json()["left"]
    assert 50 < left <= 60


def test_every_page_of_who_is_on_shift_asks_whether_they_are_there(
    client_of, max_, ana, room
):
    actions.start_shift([room], by=max_)

    assert "Are you still watching?" in client_of(max_).get("/rooms/").text
    assert "Are you still watching?" not in client_of(ana).get("/rooms/").text


@pytest.mark.parametrize("person", ["ana", "cora", "zed"])
def test_nobody_else_is_asked(request, client_of, person):
    client = client_of(request.getfixturevalue(person))

    assert client.post("/moderation/shift/here/").status_code == 404
    assert not Act.objects.exists()


def test_acts_are_not_written_at_every_click(client_of, max_):
    client, opened = client_of(max_), {"accept": "text/html"}
    client.get("/rooms/", headers=opened)
    Act.objects.update(at=timezone.now() - timedelta(minutes=5))

    client.get("/rooms/", headers=opened)
    assert Act.objects.get().at < timezone.now() - timedelta(minutes=4)

    acting.forget()
    client.get("/rooms/", headers=opened)
    assert Act.objects.get().at > timezone.now() - timedelta(minutes=1)
