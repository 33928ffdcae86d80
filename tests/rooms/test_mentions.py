"""Calling a member by name: a quiet word to them, and marked in the text."""

import uuid

import pytest

from moderation.models import Flag
from people import actions as people
from people.models import Person
from rooms import actions, mentions
from rooms.models import Message, Room


def told(person):
    return [notice.words for notice in person.notices.filter(kind="mention")]


def page(client, room):
    return client.get(f"/rooms/{room.pk}/").content.decode()


def test_who_is_called_is_told_without_the_words(client_of, ana, ben, room, say):
    message = say(room, ana, "Are you up, @Ben?")
    notice = ben.notices.get(kind="mention")
    assert notice.words == "ana wrote to you in The kitchen table."
    assert notice.link == f"/rooms/{room.pk}/#m{message.pk}"
    assert '<span class="mention mention--me">@Ben</span>?' in page(
        client_of(ben), room
    )
    assert '<span class="mention">@Ben</span>?' in page(client_of(ana), room)


def test_many_calls_are_one_word_until_somebody_has_looked(ana, ben, room, say):
    for _ in range(3):
        message = say(room, ana, "@ben")
    assert len(told(ben)) == 1
    actions.mark_read(room, message.seq, by=ben)
    assert not ben.notices.filter(seen_at=None).exists()
    say(room, ana, "@ben once more")
    assert len(told(ben)) == 2


def test_only_members_can_be_called(client_of, ana, zed, room, say):
    message = say(room, ana, "@zed come here")
    assert message.mentions == []
    assert not told(zed)
    actions.join_room(room, by=zed)
    actions.remove_member(room, zed)
    assert say(room, ana, "@zed come here").mentions == []


def test_nobody_is_called_between_two(mia, ana, thread, say):
    assert say(thread, mia, "@ana how are you?").mentions == []
    assert not told(ana)


def test_who_is_muted_calls_nobody(client_of, ana, ben, room, say):
    actions.hide_person(ben, by=ana)
    say(room, ben, "@ana answer me")
    actions.hide_word("gin", by=ben)
    say(room, ana, "@ben gin?")
    assert not told(ana)
    assert not told(ben)


def test_nobody_calls_themselves(ana, room, say):
    say(room, ana, "Note to @ana: sleep")
    assert not told(ana)


def test_an_edit_tells_only_whom_it_calls_anew(ana, ben, zed, room, say):
    actions.join_room(room, by=zed)
    message = say(room, ana, "@ben hello")
    people.mark_notices_seen(ben, shown=[ben.notices.get().pk])
    actions.edit_message(message, "@ben @zed hello", by=ana)
    assert (len(told(ben)), len(told(zed))) == (1, 1)


def test_what_is_held_calls_nobody_until_it_is_released(ana, ben, quiet_room):
    wish = {"body": "@ben are you up?", "cid": uuid.uuid4()}
    held = actions.post(quiet_room.pk, by=ana, **wish)
    assert not told(ben)
    actions.release_message(Message.objects.get(pk=held.id))
    assert told(ben) == ["ana wrote to you in Early mornings."]


def test_a_covered_message_shows_no_names(client_of, ana, ben, room, say):
    actions.cover_message(say(room, ana, "@ben secret"))
    frames = client_of(ben).get(f"/rooms/{room.pk}/changes/?after=0").json()
    assert "mentions" not in frames["frames"][0]["rows"][0]
    assert "@ben" not in page(client_of(ben), room)


def test_a_call_in_danger_is_screened_like_anything(ana, ben, room, say):
    say(room, ana, "@ben I want to kill myself tonight")
    assert Flag.objects.get().level == "red"
    assert told(ben)


def test_a_message_calls_a_few_and_is_still_small(client_of, ana, room, say):
    names = [f"kim number {n} of many" for n in range(9)]
    many = [Person(alias=n, alias_key=n.replace(" ", "")) for n in names]
    for person in Person.objects.bulk_create(many):
        actions.join_room(Room.objects.get(pk=room.pk), by=person)
    Person.objects.filter(alias__startswith="kim").update()
    message = say(room, ana, " ".join(f"@{name}" for name in names))
    assert len(message.mentions) <= mentions.MOST


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@ana hello", [["ana hello", "ana"]]),
        ("hello, @ana.", [["ana"]]),
        ("write to me@ana.org", []),
        ("@@ana", []),
        ("@ ana", []),
        ("no call", []),
        ("@Kim O'Hara and I", [["Kim O'Hara and", "Kim O'Hara", "Kim O", "Kim"]]),
        ("@ana\nben", [["ana"]]),
    ],
)
def test_where_a_text_calls_somebody(text, names):
    assert mentions.calls(text) == names


def test_names_are_marked_and_nothing_else():
    called = [[7, "ana"], [8, "ana b."]]
    assert mentions.parts("@ana b.! @anabel @ana", called, 7) == [
        ("@ana b.", "mention"),
        ("! @anabel ", ""),
        ("@ana", "mention mention--me"),
    ]
