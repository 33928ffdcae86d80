"""What may be hard to read stays covered until somebody asks for it."""

import uuid

import pytest

from rooms import actions
from rooms.models import Message


def post(client, room, **fields):
    wish = {"body": "I ate it", "cid": uuid.uuid4()} | fields
    return client.post(f"/rooms/{room.pk}/messages/", wish)


@pytest.mark.parametrize(
    ("fields", "warning"),
    [
        ({"warning": "Food"}, "Food"),
        ({"warning": "", "warning_words": "Needles"}, "Needles"),
        ({"warning": "Food", "warning_words": " Needles "}, "Needles"),
        ({"warning": "", "warning_words": " "}, ""),
    ],
)
def test_an_author_says_what_may_be_hard_to_read(client_of, ana, room, fields, warning):
    post(client_of(ana), room, **fields)
    assert Message.objects.get().warning == warning


def test_a_message_with_a_warning_is_folded_for_everyone(client_of, ana, ben, room):
    post(client_of(ana), room, warning="Food")
    for person in (ana, ben):
        html = client_of(person).get(f"/rooms/{room.pk}/").content.decode()
        folded = '<details class="message__warning"><summary>May be hard to read: '
        assert f'{folded}<span class="message__about">Food</span></summary>' in html


def test_a_warning_goes_with_the_words_it_stood_for(client_of, ana, room):
    post(client_of(ana), room, warning="Food")
    actions.cover_message(Message.objects.get())
    html = client_of(ana).get(f"/rooms/{room.pk}/").content.decode()
    assert "A moderator has covered this message." in html
    assert '<span class="message__about">Food</span>' not in html


def test_a_warning_that_is_too_long_comes_back(client_of, ana, room):
    answer = post(client_of(ana), room, warning_words="a" * 61)
    assert answer.status_code == 422
    assert "at most 60 characters" in answer.content.decode()
    assert f'value="{"a" * 61}"' in answer.content.decode()
    assert not Message.objects.exists()
