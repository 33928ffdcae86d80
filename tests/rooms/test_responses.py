"""Who responded, and not seeing the responses of somebody; nobody is told."""

import pytest

from rooms import actions
from rooms.models import HiddenPerson

GIVEN = '<span class="reaction__who soft">ben</span>'


@pytest.fixture
def heard(room, ana, ben, say):
    message = say(room, ana, "Long day")
    actions.react(message, "hear", True, by=ben)
    return message


def path(message):
    return f"/rooms/{message.room_id}/messages/{message.pk}/responses/"


def page(client, room):
    return client.get(f"/rooms/{room.pk}/").content.decode()


def test_somebodys_responses_are_hidden_and_their_words_are_not(
    client_of, ana, ben, room, say, heard
):
    say(room, ben, "Kettle is on")
    assert "ben: I hear you" in client_of(ana).get(path(heard)).content.decode()
    client_of(ana).post(path(heard), {"hide": ben.pk})
    html = page(client_of(ana), room)
    assert GIVEN not in html
    assert "1 message hidden" not in html.split("<template")[0]
    assert f'data-hidden-reactors="{ben.pk}"' in html
    assert GIVEN in page(client_of(ben), room)
    assert not ben.notices.exists()
    assert "I hear you" not in client_of(ana).get(path(heard)).content.decode()


def test_they_can_be_shown_again(client_of, ana, ben, room, heard):
    client_of(ana).post(path(heard), {"hide": ben.pk})
    html = client_of(ana).get("/rooms/quiet/").content.decode()
    assert "ben: only responses" in html
    row = HiddenPerson.objects.get()
    client_of(ana).post("/rooms/quiet/", {"show_person": row.pk})
    assert GIVEN in page(client_of(ana), room)


def test_muting_all_of_somebody_goes_further(ana, ben, room, heard, client_of, say):
    say(room, ben, "Kettle is on")
    actions.hide_reactions(ben, by=ana)
    actions.hide_person(ben, by=ana)
    assert "1 message hidden: you muted this person" in page(client_of(ana), room)
    actions.hide_reactions(ben, by=ana)
    assert not HiddenPerson.objects.get().only_reactions


@pytest.mark.parametrize("number", ["", "x", "0", "999999999", str(2**63)])
def test_a_number_that_responded_to_nothing_hides_nobody(client_of, ana, heard, number):
    assert client_of(ana).post(path(heard), {"hide": number}).status_code == 302
    assert not HiddenPerson.objects.exists()


def test_a_stranger_learns_nothing(client_of, zed, heard):
    assert client_of(zed).get(path(heard)).status_code == 404
    assert client_of(zed).post(path(heard), {"hide": 1}).status_code == 404
