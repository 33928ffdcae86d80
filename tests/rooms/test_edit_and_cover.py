"""Editing while a moderator covers: whoever is first, nothing covered is ever shown."""

import pytest

from rooms import actions, streams
from rooms.models import Message
from rooms.posting import COVERED


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_the_cover_holds(ana, ben, room, say, at_once):
    for number in range(5):
        message = say(room, ana, f"Words {number}")
        other = Message.objects.select_related("author", "room").get(pk=message.pk)
        edited, _ = at_once(
            lambda m=message: actions.edit_message(m, "Other words", by=ana),
            lambda m=other: actions.cover_message(m),
        )
        assert edited in (None, COVERED)
        message.refresh_from_db()
        assert message.state == Message.State.COVERED
    rows = streams.latest(room.stream, 50)
    assert {row.data["body"] for row in rows} == {""}


def test_who_was_editing_is_told_and_keeps_the_words(client_of, ana, room, say):
    message = say(room, ana, "Words")
    path = f"/rooms/{room.pk}/messages/{message.pk}/edit/"
    client = client_of(ana)
    assert client.get(path).status_code == 200
    actions.cover_message(message)
    answer = client.post(path, {"body": "My better words"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "A moderator has covered this. Its words can" in html
    assert "My better words</textarea>" in html


def test_words_that_are_gone_come_back_to_no_place(room, ana, say):
    message = say(room, ana, "Hello")
    Message.objects.filter(pk=message.pk).update(state="expired", seq=None, body="")

    actions.cover_message(message, covered=False)

    assert Message.objects.get().state == "expired"
