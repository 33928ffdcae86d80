"""When a change fails for a reason of ours, whoever wrote is told so and keeps it."""

import pytest

pytestmark = pytest.mark.django_db
WORDS = "It was a long day"


@pytest.fixture
def quiet_client(client_of):
    """A client that is answered where others would be handed the exception."""

    def sign_in(person):
        client = client_of(person)
        client.raise_request_exception = False
        return client

    return sign_in


def assert_not_saved(answer):
    assert answer.status_code == 503
    assert "We could not save that" in answer.text
    assert 'href="/help/">See help that is open now' in answer.text
    assert "116 123" in answer.text


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/rooms/{room}/messages/", {"body": WORDS, "cid": "0" * 32}),
        ("/rooms/{room}/messages/{mine}/edit/", {"body": WORDS}),
        ("/messages/{theirs}/report/", {"door": "worried"}),
        ("/rooms/{room}/leave/", {}),
        ("/settings/", {"time_zone": "Europe/Paris"}),
        ("/recovery-codes/", {"old_passphrase": "alongside demo"}),
    ],
)
def test_a_member_is_told_and_keeps_the_words(
    path, fields, room, ana, ben, say, quiet_client, request
):
    mine, theirs = say(room, ana, "Hello"), say(room, ben, "Tea?")
    client = quiet_client(ana)
    request.getfixturevalue("full_disk")

    answer = client.post(
        path.format(room=room.pk, mine=mine.pk, theirs=theirs.pk), fields
    )

    assert_not_saved(answer)
    assert (WORDS in answer.text) == (WORDS in fields.values())
    assert "alongside demo" not in answer.text


def test_the_way_back_leads_to_the_page_of_the_form(
    room, ana, quiet_client, full_disk_later
):
    client = quiet_client(ana)
    full_disk_later()

    answer = client.post(
        f"/rooms/{room.pk}/leave/", headers={"referer": "http://testserver/rooms/"}
    )

    assert 'href="/rooms/">Go back' in answer.text


@pytest.fixture
def full_disk_later(request):
    return lambda: request.getfixturevalue("full_disk")


def test_a_page_that_breaks_for_another_reason_keeps_the_words_too(
    room, ana, quiet_client, monkeypatch
):
    from rooms import actions

    def breaks(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(actions, "post", breaks)
    fields = {"body": WORDS, "cid": "0" * 32}

    answer = quiet_client(ana).post(f"/rooms/{room.pk}/messages/", fields)

    assert answer.status_code == 500
    assert f"{WORDS}</textarea>" in answer.text
