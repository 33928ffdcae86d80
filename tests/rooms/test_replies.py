"""Answering one message: the line that quotes it says only what may be read now."""

import uuid

from rooms import actions
from rooms.models import Message


def answer(client, room, to, body="I know that feeling"):
    wish = {"body": body, "cid": str(uuid.uuid4()), "reply_to": to.pk}
    client.post(f"/rooms/{room.pk}/messages/", wish)
    return Message.objects.get(body=body)


def page(client, room, query=""):
    return client.get(f"/rooms/{room.pk}/{query}").content.decode()


def quotes(html):
    """What stands in the lines that quote, in order; the first is the blank message's."""
    return [part.partition("<")[0] for part in html.split('message__quote">')[1:]]


def test_a_reply_link_opens_the_composer_with_whom_one_answers(
    client_of, ana, ben, room, say
):
    message = say(room, ana, "Long day")
    html = page(client_of(ben), room, f"?reply_to={message.pk}")
    assert f'name="reply_to" value="{message.pk}"' in html
    assert '<span class="composer__quote">ana: Long day</span>' in html


def test_a_reply_shows_who_wrote_the_first_words(client_of, ana, ben, room, say):
    reply = answer(client_of(ben), room, say(room, ana, "Long  day\n" + "x" * 90))
    assert reply.reply_to.author == ana
    assert f"ana: Long day {'x' * 51}…" in quotes(page(client_of(ana), room))


def test_a_quote_goes_when_its_message_does(client_of, ana, ben, room, say):
    message = say(room, ana, "Long day")
    answer(client_of(ben), room, message)
    actions.cover_message(message)
    html = page(client_of(ben), room)
    assert "a message that a moderator has covered" in quotes(html)
    assert "Long day" not in html
    actions.cover_message(message, covered=False)
    actions.take_back(message, by=ana)
    assert "a message that was taken back" in quotes(page(client_of(ben), room))


def test_a_quote_never_lifts_a_warning(client_of, ana, ben, room):
    wish = {"body": "I ate it", "cid": uuid.uuid4(), "warning": "Food"}
    stored = actions.post(room.pk, by=ana, **wish)
    answer(client_of(ben), room, Message.objects.get(pk=stored.id))
    found = quotes(page(client_of(ben), room))
    assert "a message that may be hard to read" in found
    assert "ana: I ate it" not in found


def test_an_older_message_is_quoted_on_the_page_that_shows_it(
    client_of, ana, ben, room, say
):
    first = say(room, ana, "The first of many")
    for number in range(50):
        say(room, ana, f"word-{number}-")
    reply = answer(client_of(ben), room, first)
    client = client_of(ana)
    html = page(client, room)
    assert "an earlier message" in quotes(html)
    assert f"/rooms/{room.pk}/messages/?to={first.pk}" in html
    older = client.get(f"/rooms/{room.pk}/messages/?to={first.pk}").content.decode()
    assert "The first of many" in older
    assert f"word-{49}-" not in older
    assert reply.seq == 52


def test_nobody_begins_to_answer_what_is_in_another_room(
    client_of, ana, room, quiet_room, zed, say
):
    message = say(room, ana, "Long day")
    html = page(client_of(ana), quiet_room, f"?reply_to={message.pk}")
    assert "Long day" not in html
    path = f"/rooms/{room.pk}/messages/?to={message.pk}"
    assert client_of(zed).get(path).status_code == 404


def test_a_refused_reply_keeps_whom_it_answers(client_of, ana, room, say):
    message = say(room, ana, "Long day")
    wish = {"body": "a" * 4001, "cid": uuid.uuid4(), "reply_to": message.pk}
    html = client_of(ana).post(f"/rooms/{room.pk}/messages/", wish).content.decode()
    assert f'name="reply_to" value="{message.pk}"' in html
