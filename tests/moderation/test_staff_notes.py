"""A moderator writes to a member in private: kept, open to colleagues, and answerable."""

import uuid

import pytest

from moderation.audit_models import AuditEntry
from moderation.models import CheckIn, Flag
from moderation.note_models import StaffNote
from people import actions as people
from rooms import actions as rooms
from tests.conftest import make_person

NOTE = "Thank you for looking after ana last night."


@pytest.fixture
def message(room, ben, max_, say):
    rooms.join_room(room, by=max_)
    return say(room, ben, "Good night, ana.")


@pytest.fixture
def note(client_of, max_, message):
    client_of(max_).post(f"/messages/{message.pk}/note/", {"note": NOTE})
    return StaffNote.objects.get()


def test_a_member_is_told_without_the_words_and_can_answer(client_of, ben, max_, note):
    told = ben.notices.get(kind="note")
    assert told.words == "max, a moderator, has written you a private note."
    page = client_of(ben).get(told.link).content.decode()
    assert NOTE in page
    assert "You can answer here, or leave it." in page
    room = CheckIn.objects.get().room
    form = {"body": "It was nothing.", "cid": str(uuid.uuid4())}
    client_of(ben).post(f"/rooms/{room.pk}/messages/", form)
    assert max_.notices.filter(kind="check_in_reply").exists()
    assert Flag.objects.get().concern == "check_in_reply"


def test_colleagues_see_what_was_written(client_of, sol, message, note):
    rooms.join_room(message.room, by=sol)
    assert NOTE in client_of(sol).get("/moderation/notes/").content.decode()
    page = client_of(sol).get(f"/messages/{message.pk}/note/").content.decode()
    assert "What we have written to ben" in page
    assert NOTE in page
    assert AuditEntry.objects.filter(kind="note", by=note.by_id).exists()


def test_a_second_note_goes_into_the_same_talk(client_of, max_, message, note):
    client_of(max_).post(f"/messages/{message.pk}/note/", {"note": "One more thing."})
    assert CheckIn.objects.count() == 1
    assert StaffNote.objects.count() == 2


def test_a_note_is_never_changed_or_deleted(note):
    with pytest.raises(TypeError):
        note.save()
    with pytest.raises(TypeError):
        note.delete()


@pytest.mark.parametrize("words", ["", "   ", "a" * 4001])
def test_a_note_without_proper_words_comes_back(client_of, max_, message, words):
    answer = client_of(max_).post(f"/messages/{message.pk}/note/", {"note": words})
    assert answer.status_code == 422
    assert not StaffNote.objects.exists()


def test_only_moderators_of_the_room_write_notes(
    client_of, ana, zed, mia, sol, message
):
    path = f"/messages/{message.pk}/note/"
    for person in (ana, zed, mia, sol):
        assert client_of(person).get(path).status_code == 404
        assert client_of(person).post(path, {"note": NOTE}).status_code == 404
    for person in (ana, zed, mia):
        assert client_of(person).get("/moderation/notes/").status_code == 404
    assert not StaffNote.objects.exists()


def test_nobody_writes_notes_to_themselves_or_into_threads(
    client_of, max_, room, thread, mia, message, say
):
    mine = say(room, max_, "Good night all.")
    private = say(thread, mia, "How are you?")
    for found in (mine, private):
        path = f"/messages/{found.pk}/note/"
        assert client_of(max_).post(path, {"note": NOTE}).status_code == 404


def test_only_moderators_are_offered_to(client_of, ana, max_, room, message):
    link = f"/messages/{message.pk}/note/"
    assert link in client_of(max_).get(f"/rooms/{room.pk}/").content.decode()
    assert link not in client_of(ana).get(f"/rooms/{room.pk}/").content.decode()


def test_another_moderator_has_a_talk_of_their_own(client_of, message, note):
    kit = make_person("kit", "moderator")
    rooms.join_room(message.room, by=kit)
    client_of(kit).post(f"/messages/{message.pk}/note/", {"note": "And from me."})
    assert CheckIn.objects.count() == 2
    people.change_role(kit, "peer", by=None, reason="Leaves the team.")
    assert client_of(kit).get("/moderation/notes/").status_code == 404
