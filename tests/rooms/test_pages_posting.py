"""Writing and answering by form, and the JSON that networks without WebSocket get."""

import re
import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from people.clocks import clock
from realtime import drift
from realtime.sources import Visitor
from rooms import actions, pace
from rooms.models import Message
from rooms.source import RoomSource

JSON = {"Accept": "application/json"}


def post(client, room, body, **fields):
    wish = {"body": body, "cid": str(uuid.uuid4())} | fields
    return client.post(f"/rooms/{room.pk}/messages/", wish)


def post_json(client, room, body, **fields):
    wish = {"body": body, "cid": str(uuid.uuid4())} | fields
    return client.post(f"/rooms/{room.pk}/messages/", wish, headers=JSON).json()


def changes(client, room, after=0, epoch=""):
    asked = {"after": after, "epoch": epoch}
    return client.get(f"/rooms/{room.pk}/changes/", asked).json()["frames"]


def test_a_form_posts_and_leads_to_the_message(client_of, ana, room):
    answer = post(client_of(ana), room, "Hello there")
    message = Message.objects.get()
    assert message.body == "Hello there"
    assert answer.headers["Location"] == f"/rooms/{room.pk}/#m{message.pk}"


def test_the_same_form_sent_twice_is_one_message(client_of, ana, room):
    cid = str(uuid.uuid4())
    first = post_json(client_of(ana), room, "Once", cid=cid)
    assert post_json(client_of(ana), room, "Once", cid=cid) == first
    assert Message.objects.count() == 1


def test_a_refused_post_keeps_its_words(client_of, ana, room):
    actions.close_room(room)
    answer = post(client_of(ana), room, "I wrote this")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "I wrote this</textarea>" in page
    assert "This room has closed." in page
    assert not Message.objects.exists()


def test_who_is_muted_reads_when_they_can_write_again(client_of, ana, ben, room):
    ana.time_zone = "Pacific/Auckland"
    ana.save()
    until = timezone.now().replace(second=30) + timedelta(hours=1)
    actions.mute_member(room, ana, until=until)

    page = client_of(ana).get(f"/rooms/{room.pk}/").text
    kept = post(client_of(ana), room, "I wrote this").text

    told = until + timedelta(seconds=30)
    hour = clock(told.astimezone(ZoneInfo("Pacific/Auckland")))
    assert f"{hour}</time>" in page[page.index("You can write again from") :]
    assert 'aria-disabled="true"' in page
    assert "You can write again from" in kept
    assert "I wrote this</textarea>" in kept
    assert "You can write again" not in client_of(ben).get(f"/rooms/{room.pk}/").text


@pytest.mark.parametrize(("hours", "is_told"), [(-1, True), (1, False)])
def test_a_mute_is_shown_by_the_databases_clock(
    hours, is_told, client_of, ana, room, monkeypatch
):
    until = timezone.now()
    actions.mute_member(room, ana, until=until)
    monkeypatch.setattr(drift, "now", lambda: until + timedelta(hours=hours))

    page = client_of(ana).get(f"/rooms/{room.pk}/").text

    assert ("You can write again from" in page) is is_told


def test_words_that_are_too_long_come_back_with_the_reason(client_of, ana, room):
    page = post(client_of(ana), room, "a" * 4001).content.decode()
    assert "longer than 4,000 characters" in page
    assert "a" * 4001 in page
    # A browser would cut what is pasted, and not say so.
    assert not re.search(r"<textarea[^>]*maxlength", page)


def test_a_refused_post_in_a_thread_keeps_its_words(client_of, ana, thread):
    page = post(client_of(ana), thread, "a" * 4001).content.decode()
    assert "a" * 4001 in page


def test_a_session_that_ended_loses_no_draft(client, ana, room):
    answer = post(client, room, "I had written all this")
    assert answer.status_code == 403
    assert "I had written all this" in answer.content.decode()


def test_the_browser_is_told_that_its_session_ended(client, room):
    path = f"/rooms/{room.pk}/messages/"
    assert client.post(path, {"body": "Hello"}, headers=JSON).status_code == 401


def test_a_visitor_is_asked_to_sign_in_before_reading(client, room):
    answer = client.get(f"/rooms/{room.pk}/messages/")
    assert answer.headers["Location"].startswith("/sign-in/")


def test_json_answers_are_the_sockets_frames(client_of, ana, room):
    stored = post_json(client_of(ana), room, "Hello")
    assert stored["type"] == "stored"
    assert (stored["stream"], stored["seq"]) == (room.stream, 1)
    actions.close_room(room)
    refused = post_json(client_of(ana), room, "Hello")
    assert (refused["type"], refused["code"]) == ("refused", "room_closed")


@pytest.mark.parametrize("place", ["removed", "absent"])
def test_a_draft_for_a_place_that_is_not_open_comes_back(client_of, ana, room, place):
    actions.remove_member(room, ana)
    number = room.pk if place == "removed" else 2**80
    fields = {"body": "I wrote this offline", "cid": str(uuid.uuid4())}
    path, client = f"/rooms/{number}/messages/", client_of(ana)

    answer = client.post(path, fields)
    frame = client.post(path, fields, headers=JSON).json()

    assert answer.status_code == 404
    assert "I wrote this offline</textarea>" in answer.text
    assert "not here, or not open to you" in answer.text
    assert (frame["type"], frame["code"]) == ("refused", "not_found")
    assert not Message.objects.exists()


def test_what_was_stored_is_not_called_unsent_to_who_was_taken_out_since(
    client_of, ana, room
):
    fields = {"body": "Did it arrive?", "cid": str(uuid.uuid4())}
    path, client = f"/rooms/{room.pk}/messages/", client_of(ana)
    stored = client.post(path, fields, headers=JSON).json()
    actions.remove_member(room, ana)

    assert client.post(path, fields, headers=JSON).json() == stored
    assert "not sent" not in client.post(path, fields, follow=True).text


def test_an_outsider_cannot_post(client_of, zed, room):
    assert post(client_of(zed), room, "Hello").status_code == 404
    assert not Message.objects.exists()


def test_changes_are_read_from_a_position(client_of, ana, room, say):
    first, second = say(room, ana, "One"), say(room, ana, "Two")
    frame, _, presence = changes(client_of(ana), room, after=first.position)
    assert [row["body"] for row in frame["rows"]] == ["Two"]
    assert frame["position"] == second.position
    assert frame["type"] == "joined"
    assert presence["open"] is True


def test_another_epoch_resets(client_of, ana, room, say):
    say(room, ana, "One")
    assert changes(client_of(ana), room, epoch="restored")[0]["type"] == "reset"
    assert changes(client_of(ana), room, after=99)[0]["type"] == "reset"


def test_an_outsider_reads_no_changes(client_of, ana, zed, room, say):
    say(room, ana, "Hello")
    answer = client_of(zed).get(f"/rooms/{room.pk}/changes/?after=0")
    assert answer.status_code == 404
    refused, inbox = answer.json()["frames"]
    assert refused["code"] == "not_found"
    assert (inbox["stream"], inbox["rows"]) == ("me", [])


def test_a_reaction_is_given_and_taken_off_by_form(client_of, ana, ben, room, say):
    message = say(room, ana, "Hello")
    path = f"/rooms/{room.pk}/messages/{message.pk}/react/"
    client_of(ben).post(path, {"hear": "on"})
    assert message.reactions.get().kind == "hear"
    client_of(ben).post(path, {"hear": "off"})
    assert not message.reactions.exists()


def test_a_page_names_who_reacted(client_of, ana, ben, room, say):
    actions.react(say(room, ana, "Hello"), "hear", True, by=ben)
    page = client_of(ana).get(f"/rooms/{room.pk}/").content.decode()
    assert '<span class="reaction__who soft">ben</span>' in page


def test_ones_own_message_is_taken_back_by_form(client_of, ana, room, say):
    message = say(room, ana, "Regretted")
    client_of(ana).post(f"/rooms/{room.pk}/messages/{message.pk}/take-back/")
    page = client_of(ana).get(f"/rooms/{room.pk}/").content.decode()
    assert "Regretted" not in page
    assert "taken back" in page


def test_nobody_takes_back_what_another_wrote(client_of, ana, ben, room, say):
    message = say(room, ana, "Mine")
    client_of(ben).post(f"/rooms/{room.pk}/messages/{message.pk}/take-back/")
    message.refresh_from_db()
    assert message.body == "Mine"


@pytest.mark.parametrize("act", ["react", "take-back"])
def test_an_outsider_cannot_act_on_a_message(client_of, ana, zed, room, say, act):
    message = say(room, ana, "Hello")
    path = f"/rooms/{room.pk}/messages/{message.pk}/{act}/"
    assert client_of(zed).post(path, {"hear": "on"}).status_code == 404


def test_a_message_is_only_found_in_its_own_room(client_of, ana, room, quiet_room, say):
    message = say(room, ana, "Hello")
    path = f"/rooms/{quiet_room.pk}/messages/{message.pk}/react/"
    assert client_of(ana).post(path, {"hear": "on"}).status_code == 404


def test_reactions_have_a_pace_by_socket_and_form_together(
    client_of, ana, ben, room, say, settings
):
    # So slowly that none comes back while this runs.
    settings.FRAMES_PER_SECOND, settings.FRAMES_BURST = 0.001, 2
    pace.forget()
    message = say(room, ben, "Long day")
    path = f"/rooms/{room.pk}/messages/{message.pk}/react/"
    visitor = Visitor(ana.pk, "ana", "", is_verified=True, shows_typing=False)
    frame = {"type": "react", "stream": room.stream, "message": message.pk}
    RoomSource().act(visitor, frame | {"kind": "hear", "on": True})
    answers = [
        client_of(ana).post(path, {"helped": "on"}, headers=JSON).json()["refused"]
        for _ in range(2)
    ]

    assert answers == [None, "That was very fast. Please wait a moment."]
