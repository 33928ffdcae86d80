"""Leaving for good: a week to come back in; then all goes that need not stay for safety."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from care.actions import keep_feeling
from care.feeling_models import Feeling
from moderation import audit
from moderation.actions.envelopes import seal_envelope
from moderation.envelope_models import Envelope
from moderation.leaving_clockwork import let_go_again, let_people_go
from moderation.models import Flag
from people.models import Person
from people.signals import person_left
from realtime.one_by_one import SomeFailed
from rooms.models import Message
from tests.conftest import PASSPHRASE
from tests.people.test_resting import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_file(settings, tmp_path):
    settings.AUDIT_ANCHORS = str(tmp_path / "audit-anchors")


def leave(client, passphrase=PASSPHRASE):
    return client.post("/leave/", {"old_passphrase": passphrase}, follow=True)


def after_a_week():
    week = timedelta(days=7, seconds=1)
    Person.objects.exclude(leaves_at=None).update(leaves_at=F("leaves_at") - week)
    let_people_go()


def bodies(client, room):
    rows = client.get(f"/rooms/{room.pk}/changes/?after=0").json()["frames"][0]["rows"]
    return {row["id"]: row["body"] for row in rows}


@pytest.fixture
def gone(client_of, room, ana, ben, say):
    """Ana said something and left; ben answered her."""
    said, answer = say(room, ana, "I am ana from Leith"), say(room, ben, "Hello!")
    leave(client_of(ana))
    after_a_week()
    return said, answer


def test_it_signs_out_everywhere_and_takes_nothing_yet(client_of, room, ana, ben, say):
    said, there = say(room, ana, "Good morning"), client_of(ana)

    page = leave(client_of(ana)).text
    let_people_go()

    assert "Go well" in page
    assert there.get("/settings/").status_code == 302
    assert bodies(client_of(ben), room)[said.pk] == "Good morning"


def test_it_asks_for_the_passphrase(client_of, ana):
    client = client_of(ana)

    page = leave(client, "not the passphrase").text

    assert "That is not your passphrase." in page
    assert client.get("/settings/").status_code == 200
    assert Person.objects.get(pk=ana.pk).leaves_at is None


def test_signing_in_within_the_week_ends_it(client_of, client, room, ana, ben, say):
    said = say(room, ana, "Good morning")
    leave(client_of(ana))

    page = sign_in(client).text
    after_a_week()

    assert "You are staying" in page
    assert bodies(client_of(ben), room)[said.pk] == "Good morning"
    assert client.get("/settings/").status_code == 200


@pytest.mark.parametrize("who", ["mia", "max_", "cora", "sol"])
def test_who_has_duties_hands_them_on_first(client_of, who, request):
    client = client_of(request.getfixturevalue(who))

    assert "Others rely on what you do here." in leave(client).text
    assert client.get("/settings/").status_code == 200


def test_after_the_week_their_words_and_their_name_are_gone(client_of, gone, room, ben):
    said, answer = gone

    assert bodies(client_of(ben), room) == {said.pk: "", answer.pk: "Hello!"}
    page = client_of(ben).get(f"/rooms/{room.pk}/").text
    assert "Somebody who left" in page
    assert "ana" not in Person.objects.values_list("alias", flat=True)


def test_who_has_left_comes_in_by_no_door(client, gone, ana):
    assert "do not match" in sign_in(client).text
    assert not ana.recovery_codes.exists()


def test_their_alias_is_free_again(client_of, gone, room, ben):
    from tests.conftest import make_person

    other = make_person("ana")

    assert client_of(other).get("/settings/").status_code == 200
    assert "Somebody who left" in client_of(ben).get(f"/rooms/{room.pk}/").text


def test_what_was_their_own_goes(client_of, ana):
    keep_feeling(timezone.localdate(), by=ana, sky="rain", words="Low.")
    seal_envelope({"name": "Ana Bell"}, by=ana)
    leave(client_of(ana))

    after_a_week()

    assert not Feeling.objects.exists()
    assert not Envelope.objects.exists()


def test_their_mentor_is_told_that_it_has_ended(client_of, thread, ana, mia, say):
    said = say(thread, ana, "My sister is ill")
    leave(client_of(ana))

    after_a_week()

    assert "Your mentorship with ana has ended." in client_of(mia).get("/notices/").text
    assert bodies(client_of(mia), thread)[said.pk] == ""


def test_it_waits_while_somebody_looks_at_what_they_wrote(
    client_of, mine, max_, ana, decide
):
    author = mine.message.author
    leave(client_of(author))
    after_a_week()
    assert Message.objects.get(pk=mine.message_id).body

    decide(max_, mine, "no_concern", reason="A song.")
    let_people_go()

    assert not Message.objects.get(pk=mine.message_id).body
    assert Flag.objects.get(pk=mine.pk).snapshot == ""
    assert audit.verify().problems == []


def test_who_looks_at_their_words_sees_that_they_are_leaving(client_of, mine, max_):
    path = f"/moderation/flags/{mine.pk}/"
    assert "asked to leave for good" not in client_of(max_).get(path).text

    leave(client_of(mine.message.author))

    assert "asked to leave for good" in client_of(max_).get(path).text


def test_who_has_left_is_not_among_people_any_more(client_of, gone, ana, sol):
    assert "Somebody who left" not in client_of(sol).get("/people/").text
    assert client_of(sol).get(f"/people/{ana.pk}/").status_code == 404


def test_what_was_a_concern_stays_for_safety(client_of, mine, max_, decide):
    author = mine.message.author
    decide(max_, mine, "cover", reason="He names tablets.")
    leave(client_of(author))

    after_a_week()

    assert not Message.objects.get(pk=mine.message_id).body
    assert Flag.objects.get(pk=mine.pk).snapshot


def test_what_failed_is_done_the_next_time(client_of, client, room, ana, say):
    said = say(room, ana, "Good morning")
    leave(client_of(ana))

    def fail(**_):
        raise ValueError

    person_left.connect(fail)
    try:
        with pytest.raises(SomeFailed):
            after_a_week()
    finally:
        person_left.disconnect(fail)
    assert "do not match" in sign_in(client).text
    let_people_go()

    assert not Message.objects.get(pk=said.pk).body
    assert not Person.objects.filter(alias="ana").exists()


def test_a_backup_that_brings_them_back_does_not_keep_them(
    client_of, gone, room, ana, ben
):
    said, _ = gone
    Person.objects.filter(pk=ana.pk).update(
        alias="ana", alias_key="ana", left_at=None, is_active=True
    )
    Message.objects.filter(pk=said.pk).update(body="I am ana", state="shown")

    let_go_again()
    let_people_go()

    assert bodies(client_of(ben), room)[said.pk] == ""
    assert not Person.objects.filter(alias="ana").exists()


def test_somebody_new_with_a_number_that_was_given_before_stays(gone, ana, ben):
    Person.objects.filter(pk=ana.pk).update(
        alias="zoe", alias_key="zoe", left_at=None, joined_at=timezone.now()
    )

    let_go_again()
    let_people_go()

    assert Person.objects.filter(alias="zoe", leaves_at=None).exists()
