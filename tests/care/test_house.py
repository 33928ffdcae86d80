"""The house speaks with one voice; who signed it is kept, for staff alone."""

import uuid

import pytest

from care import actions, house
from care.models import Signing, Welcome
from people.models import Person
from rooms.models import Message
from rooms.streams import message_row
from tests.parts.reading import without_tokens


def speak(client, room, body="Good evening, all.", **more):
    data = {"room_id": room.pk, "body": body, "cid": str(uuid.uuid4())} | more
    return client.post("/house/", data)


def test_staff_speak_as_the_house_and_sign(client_of, max_, room):
    answer = speak(client_of(max_), room)

    message = Message.objects.get()
    assert answer.headers["Location"] == f"/rooms/{room.pk}/#m{message.pk}"
    assert message_row(message)["author"]["role"] == "host"
    assert message.signing.signer == max_


def test_members_see_the_house_and_not_the_signer(client_of, ana, max_, room):
    speak(client_of(max_), room)
    page = client_of(ana).get(f"/rooms/{room.pk}/").text

    assert "Good evening, all." in page
    assert "The house" in page
    said = without_tokens(page).replace("max_", "").replace('maxlength="', "")
    assert "max" not in said


def test_a_colleague_reads_who_signed(client_of, max_, cora, room):
    speak(client_of(max_), room)

    assert "Signed by max" in client_of(cora).get("/house/").text


def test_the_same_form_sent_twice_is_said_once(client_of, max_, room):
    cid = str(uuid.uuid4())
    for _ in range(2):
        speak(client_of(max_), room, cid=cid)

    assert Message.objects.count() == Signing.objects.count() == 1


def test_the_house_answers_a_first_message(client_of, ana, max_, room, say):
    first = say(room, ana, "Hello")
    path = f"/house/?room={room.pk}&message={first.pk}"
    assert "answers somebody" in client_of(max_).get(path).text

    speak(client_of(max_), room, "Welcome, ana.", reply_to=first.pk)
    assert Message.objects.latest("pk").reply_to == first


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("room_id", "0"),
        ("room_id", "9" * 40),
        ("body", " "),
        ("cid", "x"),
        ("reply_to", str(2**63)),
    ],
)
def test_what_is_wrong_comes_back_with_the_words(client_of, max_, room, field, value):
    answer = speak(client_of(max_), room, **{field: value})

    assert answer.status_code == 200
    assert not Message.objects.exists()


@pytest.mark.parametrize("path", ["/house/", "/house/welcome/", "/newcomers/"])
def test_only_staff_have_the_house(client_of, zed, ana, mia, path):
    for person in (zed, ana, mia):
        assert client_of(person).get(path).status_code == 404


def test_nobody_signs_in_as_the_house(client, db):
    actions.keep_house()
    data = {"alias": "Alongside", "passphrase": "alongside demo"}

    assert "do not match" in client.post("/sign-in/", data).text


def test_there_is_one_house_and_it_takes_the_communitys_name(settings, db):
    actions.keep_house()
    settings.COMMUNITY_NAME = "Harbour"
    actions.keep_house()

    assert [p.alias for p in Person.objects.filter(role="host")] == ["Harbour"]


def test_words_of_welcome_are_changed_and_who_signed_them_stays(client_of, max_, ana):
    client_of(max_).post("/house/welcome/", {"words": "Come in out of the rain."})
    page = client_of(ana).get("/first-visit/hello/").text

    assert "Come in out of the rain." in page
    assert Welcome.objects.get().signer == max_
    assert "max" not in without_tokens(page)


def test_empty_words_of_welcome_are_refused(client_of, max_):
    page = client_of(max_).post("/house/welcome/", {"words": "  "}).text

    assert "Write something first." in page
    assert house.welcome_words() == house.FIRST_WELCOME
