"""Ana reads Welsh: the front door, a room, a refusal, settings, and what others cause."""

import uuid

import pytest
from django.utils import translation

from people.models import Person
from realtime import frames
from rooms import standing

pytestmark = pytest.mark.django_db

JSON = {"Accept": "application/json"}
WELSH = '<html lang="cy"'


@pytest.fixture
def in_welsh(ana, client_of):
    Person.objects.filter(pk=ana.pk).update(language="cy")
    return client_of(ana)


def test_the_front_door_offers_welsh_by_its_own_name(client):
    door = client.get("/").text
    assert ">Cymraeg</button>" in door

    client.post("/language/", {"language": "cy", "next": "/"})
    door = client.get("/").text

    assert WELSH in door
    assert "Rhywun i eistedd wrth eich ochr." in door
    assert ">English</button>" in door
    assert "Someone to sit" not in door


def test_a_room_is_in_welsh_and_what_others_wrote_is_theirs(in_welsh, ben, room, say):
    say(room, ben, "Good evening, all.")

    page = in_welsh.get(f"/rooms/{room.pk}/").text

    assert WELSH in page
    assert "Rwy’n eich clywed" in page
    assert "Good evening, all." in page
    assert "The kitchen table" in page
    for english in ("I hear you", "Your message", "Older messages", "Respond to"):
        assert english not in page


def test_a_refusal_is_in_welsh_and_keeps_the_words(in_welsh, room):
    path = f"/rooms/{room.pk}/messages/"
    answer = in_welsh.post(path, {"body": "x" * 4001, "cid": str(uuid.uuid4())})

    assert answer.status_code == 422
    assert "hirach na 4,000 o lythrennau" in answer.text
    assert "x" * 4001 in answer.text


def test_errors_of_a_form_are_in_welsh(client):
    page = client.post("/sign-in/?language=cy", {"alias": ""}).text

    assert "Teipiwch eich ffugenw." in page
    assert "Edrychwch ar hyn eto" in page


def test_settings_are_in_welsh(in_welsh):
    page = in_welsh.get("/settings/").text

    assert "Eich gosodiadau" in page
    assert "Quiet hours" not in page


def test_a_pause_after_what_was_hard_to_read_is_in_welsh(in_welsh, room, ben, say):
    message = say(room, ben, "It is a hard night.")

    report = {"door": "hard"}
    page = in_welsh.post(f"/messages/{message.pk}/report/", report, follow=True).text

    assert "Rhowch eich dwy droed ar y llawr." in page
    assert "A pause" not in page


def test_every_welsh_page_says_that_nobody_has_checked_it(in_welsh):
    assert "yn aros i siaradwr Cymraeg ei gwirio" in in_welsh.get("/").text
    assert in_welsh.get("/help/").text.count("ei gwirio") == 2


def test_what_an_english_writer_causes_reaches_her_in_welsh(
    in_welsh, ana, ben, room, say
):
    say(room, ben, "@ana are you there?")

    assert ana.notices.get().words == "ben wrote to you in The kitchen table."
    page = in_welsh.get("/notices/").text
    assert "Ysgrifennodd ben atoch yn The kitchen table." in page
    ana.refresh_from_db()
    row = in_welsh.get(f"/rooms/{room.pk}/changes/?me_after=0", headers=JSON).json()
    assert "Ysgrifennodd ben" in row["frames"][1]["rows"][0]["words"]


def test_what_a_room_is_told_is_said_in_each_language(room):
    frame = standing.frame(room, room.made_at)
    said = {}
    for language in ("en-gb", "cy"):
        with translation.override(language):
            said[language] = frames.frame("presence", **frame).decode()

    assert "Everyone in this room" in said["en-gb"]
    assert "Gall pawb yn yr ystafell hon" in said["cy"]
