"""Pointing somebody in a room to help on the wall."""

import uuid

import pytest
from django.utils import timezone

from moderation.helpline_models import Helpline
from moderation.models import Flag, Verdict
from rooms.models import Message


def point(client, message, **to):
    data = {"cid": str(uuid.uuid4())} | to
    return client.post(f"/messages/{message.pk}/signpost/", data)


def test_two_taps_from_a_message_answer_it_with_help(
    client_of, ana, ben, room, say, service
):
    message = say(room, ben, "I never get out.")
    client = client_of(ana)
    assert (
        f'href="/messages/{message.pk}/signpost/"'
        in client.get(f"/rooms/{room.pk}/").text
    )
    assert "Sea Walk" in client.get(f"/messages/{message.pk}/signpost/").text

    point(client, message, service=service.pk)

    answer = Message.objects.get(reply_to=message)
    assert answer.author == ana
    assert answer.body == (
        "Sea Walk might help. Call 01632 960001. It is on our wall of help."
    )
    assert not ben.notices.exists()


def test_whoever_points_to_help_is_not_taken_for_who_needs_it(
    client_of, ana, ben, room, say
):
    name = "Self-harm support line"
    line = Helpline.objects.create(
        name=name, number="01632 960009", checked_on=timezone.localdate()
    )
    message = say(room, ben, "Hello")

    for _ in range(4):
        point(client_of(ana), message, helpline=line.pk)

    assert not Flag.objects.exists()
    assert not ana.notices.exists()
    assert Verdict.objects.get(message=Message.objects.latest("pk"))


def test_what_is_written_over_a_signpost_is_screened(client_of, ana, ben, room, say):
    line = Helpline.objects.create(name="Shout", checked_on=timezone.localdate())
    point(client_of(ana), say(room, ben, "Hello"), helpline=line.pk)
    made = Message.objects.latest("pk")

    path = f"/rooms/{room.pk}/messages/{made.pk}/edit/"
    client_of(ana).post(path, {"body": "I am going to kill myself tonight."})

    assert Flag.objects.get(message=made).level == "red"


def test_a_helpline_is_pointed_to_as_well(client_of, ana, ben, room, say):
    line = Helpline.objects.create(
        name="Shout", number="85258", is_text=True, checked_on=timezone.localdate()
    )
    point(client_of(ana), say(room, ben, "Hello"), helpline=line.pk)

    assert "Text 85258." in Message.objects.latest("pk").body


def test_the_same_tap_twice_says_it_once(client_of, ana, ben, room, say, service):
    message, cid = say(room, ben, "Hello"), str(uuid.uuid4())
    for _ in range(2):
        point(client_of(ana), message, service=service.pk, cid=cid)

    assert Message.objects.filter(author=ana).count() == 1


@pytest.mark.parametrize("to", [{}, {"service": "0"}, {"service": str(2**63)}])
def test_pointing_at_nothing_is_absent(client_of, ana, ben, room, say, to):
    assert point(client_of(ana), say(room, ben, "Hello"), **to).status_code == 404


def test_what_is_not_on_the_wall_is_not_pointed_to(
    client_of, max_, ben, room, say, suggestion
):
    from rooms.actions import join_room

    join_room(room, by=max_)
    answer = point(client_of(max_), say(room, ben, "Hello"), service=suggestion.pk)

    assert answer.status_code == 404


def test_a_bad_form_is_answered_in_words(client_of, ana, ben, room, say, service):
    page = point(client_of(ana), say(room, ben, "Hello"), service=service.pk, cid="x")

    assert "The cid must be a UUID." in page.text


def test_zed_points_at_nothing_of_others(client_of, zed, ben, room, say, service):
    message = say(room, ben, "Hello")

    assert client_of(zed).get(f"/messages/{message.pk}/signpost/").status_code == 404
    assert point(client_of(zed), message, service=service.pk).status_code == 404
