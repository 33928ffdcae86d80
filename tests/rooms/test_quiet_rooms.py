"""What is written while no moderator is there: stored, screened, and seen by very few."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from moderation.models import Flag, Verdict
from people.models import Notice
from realtime import tips
from rooms import actions, streams
from rooms.models import Message
from rooms.posting import Held, Stored

LOW = "I am going to kill myself tonight."
JSON = {"accept": "application/json"}


@pytest.fixture
def held(quiet_room, ana):
    """ana wrote at night."""
    return write(quiet_room, ana, "Is anybody there?")


def write(room, person, body, cid=None):
    answer = actions.post(room.pk, by=person, body=body, cid=cid or uuid.uuid4())
    assert isinstance(answer, Held)
    return Message.objects.get(pk=answer.id)


def release(client_of, max_, message):
    return client_of(max_).post(f"/moderation/held/{message.pk}/release/", follow=True)


def refuse(client_of, max_, message, why_not="late"):
    path = f"/moderation/held/{message.pk}/refuse/"
    return client_of(max_).post(path, {"why_not": why_not}, follow=True)


def test_it_is_screened_and_moves_nothing(quiet_room, held):
    assert held.seq is None
    assert Verdict.objects.filter(message=held).exists()
    assert tips.of([quiet_room.stream])[quiet_room.stream].position == 0
    assert not streams.latest(quiet_room.stream, 50)


@pytest.mark.parametrize(
    ("words", "level"), [(LOW, "red"), ("I can't go on. I want to die.", "amber")]
)
def test_danger_in_it_raises_a_flag_at_once(quiet_room, ana, words, level):
    message = write(quiet_room, ana, words)

    flag = Flag.objects.get(message=message)
    assert flag.level in {level, "red"}
    assert Notice.objects.filter(person=ana, kind="help").exists()


def test_its_author_sees_that_it_waits_and_for_what(client_of, ana, quiet_room, held):
    page = client_of(ana).get(f"/rooms/{quiet_room.pk}/").text

    assert "Is anybody there?" in page
    assert "This waits for a moderator." in page


def test_nobody_else_in_the_room_sees_it(client_of, ben, quiet_room, held):
    client = client_of(ben)
    base = f"/rooms/{quiet_room.pk}"

    for path in ("/", "/messages/", "/changes/?after=0", "/held/"):
        assert "Is anybody there?" not in client.get(base + path).text
    assert client.get(f"{base}/messages/?to={held.pk}").status_code == 404
    assert "Is anybody" not in client.get(f"{base}/?reply_to={held.pk}").text
    react = f"{base}/messages/{held.pk}/react/"
    assert client.post(react, {"hear": "on"}).status_code == 404
    assert client.get(f"/messages/{held.pk}/report/").status_code == 404


def test_a_reply_cannot_point_at_it(room, ana, ben):
    actions.end_cover([room.pk])
    type(room).objects.update(covered_until=timezone.now() - timedelta(hours=1))
    message = write(room, ana, "Hello?")
    actions.renew_cover([room.pk], until=timezone.now() + timedelta(hours=1))

    fields = {"body": "Guess", "cid": uuid.uuid4(), "reply_to": message.pk}
    answer = actions.post(room.pk, by=ben, **fields)

    assert Message.objects.get(pk=answer.id).reply_to is None


def test_by_form_its_author_is_led_to_it(client_of, ana, quiet_room):
    path = f"/rooms/{quiet_room.pk}/messages/"
    fields = {"body": "Hello?", "cid": str(uuid.uuid4())}

    answer = client_of(ana).post(path, fields)

    assert answer["Location"] == f"/rooms/{quiet_room.pk}/#waiting"


def test_a_retry_is_the_same_message_before_and_after_its_release(
    client_of, max_, ana, quiet_room
):
    cid = uuid.uuid4()
    message = write(quiet_room, ana, "Once", cid)
    assert write(quiet_room, ana, "Once", cid) == message

    release(client_of, max_, message)
    again = actions.post(quiet_room.pk, by=ana, body="Once", cid=cid)

    assert (type(again), again.id, again.seq) == (Stored, message.pk, 1)


def test_another_text_under_its_cid_is_refused(quiet_room, ana):
    cid = uuid.uuid4()
    write(quiet_room, ana, "Once", cid)

    answer = actions.post(quiet_room.pk, by=ana, body="Twice", cid=cid)

    assert answer.code == "cid_reused"


def test_released_it_takes_the_next_place(client_of, max_, ben, quiet_room, held, say):
    actions.renew_cover([quiet_room.pk], until=timezone.now() + timedelta(hours=1))
    morning = say(quiet_room, ben, "Good morning")

    answer = release(client_of, max_, held)

    assert "It is in the room now." in answer.text
    rows = [row.data for row in streams.latest(quiet_room.stream, 50)]
    assert [(r["id"], r["seq"]) for r in rows] == [(morning.pk, 1), (held.pk, 2)]
    assert rows[1]["body"] == "Is anybody there?"


def test_released_it_says_that_it_is_shown_later(
    client_of, max_, ben, quiet_room, held, say
):
    actions.renew_cover([quiet_room.pk], until=timezone.now() + timedelta(hours=1))
    say(quiet_room, ben, "Good morning")
    release(client_of, max_, held)

    page = client_of(ben).get(f"/rooms/{quiet_room.pk}/").text

    rows = [row.data for row in streams.latest(quiet_room.stream, 50)]
    assert [row.get("waited", False) for row in rows] == [False, True]
    assert page.count('<span class="message__waited">shown later</span>') == 1


def test_its_author_is_told_of_its_release(client_of, max_, ana, held):
    release(client_of, max_, held)

    notice = Notice.objects.get(person=ana, kind="held")
    assert "It is in the room now." in notice.words
    assert "anybody" not in notice.words


def test_refused_its_author_reads_a_kind_word(client_of, max_, ana, quiet_room, held):
    refuse(client_of, max_, held, "hard")

    page = client_of(ana).get(f"/rooms/{quiet_room.pk}/").text
    assert "You did nothing wrong." in page
    told = client_of(ana).get(f"/rooms/{quiet_room.pk}/held/").json()["held"]
    assert [one["id"] for one in told] == [held.pk]
    assert "You did nothing wrong." in told[0]["words"]


def test_refusing_asks_for_a_reason(client_of, max_, held):
    answer = refuse(client_of, max_, held, "because")

    assert "Please choose why" in answer.text
    held.refresh_from_db()
    assert held.state == "held"


def test_the_second_to_decide_is_told(client_of, max_, sol, held):
    release(client_of, max_, held)

    assert "A colleague has decided" in refuse(client_of, sol, held).text


def test_nobody_decides_about_their_own(client_of, max_, quiet_room):
    actions.join_room(quiet_room, by=max_)
    own = write(quiet_room, max_, "I will be late")

    assert "These are your own words." in release(client_of, max_, own).text


def test_it_is_not_released_for_who_was_removed(client_of, max_, ana, quiet_room, held):
    actions.remove_member(quiet_room, ana)

    assert "write in this room now" in release(client_of, max_, held).text
    held.refresh_from_db()
    assert held.seq is None


def test_taken_back_it_is_gone_and_cannot_be_released(
    client_of, ana, max_, quiet_room, held
):
    path = f"/rooms/{quiet_room.pk}/messages/{held.pk}/take-back/"
    client_of(ana).post(path)

    assert "took it back" in release(client_of, max_, held).text
    assert "Is anybody" not in client_of(ana).get(f"/rooms/{quiet_room.pk}/").text
    assert not streams.latest(quiet_room.stream, 50)


def test_it_cannot_be_edited_or_reacted_to(ana, quiet_room, held):
    assert actions.edit_message(held, "Other words", by=ana).code == "not_editable"
    assert actions.react(held, "hear", True, by=ana).code == "not_found"
    assert not streams.latest(quiet_room.stream, 50)


def test_what_was_said_before_the_silence_cannot_be_edited_in_it(room, ana, say):
    message = say(room, ana, "Good night")
    type(room).objects.update(covered_until=timezone.now() - timedelta(hours=1))

    assert actions.edit_message(message, "Bad", by=ana).code == "room_quiet"


@pytest.mark.parametrize("person", ["ana", "zed", "cora", "mia"])
def test_only_moderators_see_and_decide(request, client_of, held, person):
    client = client_of(request.getfixturevalue(person))

    for path in ("", f"{held.pk}/release/", f"{held.pk}/refuse/"):
        answer = client.get if not path else client.post
        assert answer(f"/moderation/held/{path}").status_code == 404


def test_moderators_find_it_from_the_board(client_of, max_, held):
    client = client_of(max_)

    assert "1 message from quiet rooms waits" in client.get("/moderation/").text
    assert "Is anybody there?" in client.get("/moderation/held/").text


def test_its_flag_shows_what_stood_around_it(client_of, max_, quiet_room, ana):
    flag = Flag.objects.get(message=write(quiet_room, ana, LOW))

    assert "Around it" in client_of(max_).get(f"/moderation/flags/{flag.pk}/").text
    assert f"/flags/{flag.pk}/" in client_of(max_).get("/moderation/held/").text


def test_json_says_held(client_of, ana, quiet_room):
    path = f"/rooms/{quiet_room.pk}/messages/"
    fields = {"body": "Hello", "cid": str(uuid.uuid4())}

    frame = client_of(ana).post(path, fields, headers=JSON).json()

    assert frame.keys() == {"type", "stream", "cid", "id", "at", "words"}
    assert frame["type"] == "held"
