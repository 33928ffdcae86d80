"""Muting people and words for oneself: folded for one reader, and nobody is told."""

import pytest

from rooms import actions
from rooms.hiding import Hidden
from rooms.models import HiddenPerson, HiddenWord

PERSON = "<summary>1 message hidden: you muted this person</summary>"
WORD = "<summary>1 message hidden: it has a word you muted</summary>"


def page(client, room):
    return client.get(f"/rooms/{room.pk}/").content.decode()


def hide_author(client, message):
    return client.post(f"/rooms/{message.room_id}/messages/{message.pk}/hide/")


def test_a_muted_person_is_folded_for_one_reader_only(client_of, ana, ben, room, say):
    message = say(room, ben, "Kettle is on")
    answer = hide_author(client_of(ana), message)
    assert answer.headers["Location"] == f"/rooms/{room.pk}/#m{message.pk}"
    assert f'{PERSON}<p class="message__body">Kettle is on</p>' in page(
        client_of(ana), room
    )
    assert PERSON not in page(client_of(ben), room)
    assert not ben.notices.exists()


def test_a_muted_person_can_be_shown_again(client_of, ana, ben, room, say):
    hide_author(client_of(ana), say(room, ben, "Kettle is on"))
    assert "ben" in client_of(ana).get("/rooms/quiet/").content.decode()
    row = HiddenPerson.objects.get()
    client_of(ana).post("/rooms/quiet/", {"show_person": row.pk})
    assert PERSON not in page(client_of(ana), room)


@pytest.mark.parametrize(
    ("muted", "said", "is_hidden"),
    [
        ("diet", "My DIET, again.", True),
        ("diet", "Such diets", False),
        ("long day", "It was a long... day", True),
        ("Über", "das ist ÜBER", True),
        ("don't", "I don't know", True),
    ],
)
def test_whole_words_are_looked_for(
    client_of, ana, ben, room, say, muted, said, is_hidden
):
    client_of(ana).post("/rooms/quiet/", {"word": muted})
    say(room, ben, said)
    assert (WORD in page(client_of(ana), room)) is is_hidden


def test_nothing_is_folded_between_a_mentor_and_a_mentee(
    client_of, ana, mia, thread, say
):
    client_of(ana).post("/rooms/quiet/", {"word": "tired"})
    say(thread, mia, "You sound tired")

    shown = client_of(ana).get(f"/threads/{thread.pk}/").content.decode()

    assert "You sound tired" in shown
    assert WORD not in shown


def test_ones_own_words_are_never_folded(client_of, ana, room, say):
    client_of(ana).post("/rooms/quiet/", {"word": "diet"})
    say(room, ana, "My diet")
    assert WORD not in page(client_of(ana), room)


def test_a_word_can_be_shown_again_and_nonsense_is_not_kept(client_of, ana):
    client = client_of(ana)
    client.post("/rooms/quiet/", {"word": "diet"})
    client.post("/rooms/quiet/", {"word": "?!"})
    client.post("/rooms/quiet/", {"show_word": HiddenWord.objects.get().pk})
    assert not HiddenWord.objects.exists()


def test_the_reactions_of_a_muted_person_are_not_shown(client_of, ana, ben, room, say):
    actions.react(say(room, ana, "Long day"), "hear", True, by=ben)
    actions.hide_person(ben, by=ana)
    given = '<span class="reaction__who soft">ben</span>'
    assert given not in page(client_of(ana), room)
    assert given in page(client_of(ben), room)


def test_a_quote_does_not_show_what_is_muted(client_of, ana, ben, zed, room, say):
    actions.join_room(room, by=zed)
    first = say(room, ben, "Kettle is on")
    wish = {"body": "Tea", "cid": str(first.cid), "reply_to": first.pk}
    client_of(zed).post(f"/rooms/{room.pk}/messages/", wish)
    actions.hide_person(ben, by=ana)
    html = page(client_of(ana), room)
    assert "a message that you have muted</span>" in html
    assert "ben: Kettle" not in html


def test_neither_oneself_nor_staff_can_be_muted(ana, max_):
    actions.hide_person(ana, by=ana)
    actions.hide_person(max_, by=ana)
    assert Hidden.of(ana) == Hidden()


def test_nobody_mutes_or_shows_for_another(client_of, ana, ben, zed, room, say):
    message = say(room, ben, "Kettle is on")
    assert hide_author(client_of(zed), message).status_code == 404
    actions.hide_person(ben, by=ana)
    row = HiddenPerson.objects.get()
    client_of(zed).post("/rooms/quiet/", {"show_person": row.pk})
    assert HiddenPerson.objects.exists()
