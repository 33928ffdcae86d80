"""A circle of three in a room, and its buttons."""

import uuid

import pytest

from rooms import actions
from rooms.circle_models import Circle

JSON = {"Accept": "application/json"}


@pytest.fixture
def circle(room, ana, ben, mia):
    """mia hosts; ana and ben have seats, and nobody has the turn yet."""
    actions.join_room(room, by=mia)
    assert actions.open_circle(room, by=mia, minutes=3, most=5) is None
    for person in (ana, ben):
        assert actions.sit_down(room, by=person) is None
    return Circle.objects.get()


def post(room, person, words="Hello"):
    return actions.post(room.pk, by=person, body=words, cid=uuid.uuid4())


def speaker(room):
    found = Circle.objects.get(room=room).speaker
    return found.alias if found else None


def page(client, room):
    return client.get(f"/rooms/{room.pk}/").content.decode()


def press(client, room, do, turn="", **options):
    fields = {"do": do, "turn": turn}
    return client.post(f"/rooms/{room.pk}/circle/act/", fields, **options)


def refused(client, room, do):
    return press(client, room, do, headers=JSON).json()["refused"]
