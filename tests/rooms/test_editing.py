"""Changing one's own words: for ten minutes, screened again, and marked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation.models import Flag, Verdict
from people import actions as people
from realtime import writer
from realtime.sources import Visitor
from rooms import actions
from rooms.models import Message, Room
from rooms.source import RoomSource

LOW = "I am going to kill myself tonight. The tablets are in front of me."
JSON = {"Accept": "application/json"}


@pytest.fixture
def message(room, ana, say):
    return say(room, ana, "Lng day")


def edit(client, message, body, **options):
    path = f"/rooms/{message.room_id}/messages/{message.pk}/edit/"
    return client.post(path, {"body": body}, **options)


def refusal(client, message, body="Long day"):
    answer = edit(client, message, body, headers=JSON).json()["refused"]
    message.refresh_from_db()
    return answer


def test_an_author_changes_a_message_and_it_is_marked(client_of, ana, ben, message):
    answer = edit(client_of(ana), message, "Long day")
    assert answer.headers["Location"] == f"/rooms/{message.room_id}/#m{message.pk}"
    html = client_of(ben).get(f"/rooms/{message.room_id}/").content.decode()
    assert "Long day" in html
    assert "Lng day" not in html
    assert '<span class="message__edited">edited</span>' in html


def test_an_edit_keeps_its_place_and_takes_a_new_position(ana, message):
    assert actions.edit_message(message, "Long day", by=ana) is None
    changed = Message.objects.get()
    assert changed.seq == message.seq
    assert changed.position > message.position


def test_an_edit_sent_again_changes_nothing(client_of, ana, message):
    edit(client_of(ana), message, "Long day")
    first = Message.objects.get().position
    assert refusal(client_of(ana), message) is None
    assert Message.objects.get().position == first


def test_a_post_sent_again_after_an_edit_is_still_the_same(ana, room, message):
    actions.edit_message(message, "Long day", by=ana)
    again = actions.post(room.pk, by=ana, body="Lng day", cid=message.cid)
    assert again.id == message.pk


def test_words_can_be_changed_for_ten_minutes(client_of, ana, message):
    client = client_of(ana)
    Message.objects.update(at=timezone.now() - timedelta(minutes=9))
    assert refusal(client, message) is None
    Message.objects.update(at=timezone.now() - timedelta(minutes=11))
    assert "for ten minutes" in refusal(client, message, "Longer day")
    assert message.body == "Long day"


def test_a_covered_message_cannot_be_changed(client_of, ana, message):
    actions.cover_message(message)
    assert "A moderator has covered this." in refusal(client_of(ana), message)
    assert message.body == "Lng day"


def test_what_was_taken_back_cannot_be_changed(client_of, ana, message):
    actions.take_back(message, by=ana)
    assert refusal(client_of(ana), message) == "You have taken this back."
    assert message.body == ""


def test_who_may_not_write_may_not_change_words(client_of, ana, room, message):
    client = client_of(ana)
    later = timezone.now() + timedelta(hours=1)
    Room.objects.update(covered_until=timezone.now() - timedelta(minutes=2))
    assert "when a moderator is here" in refusal(client, message)
    actions.renew_cover([room.pk], until=later)
    actions.mute_member(room, ana, until=later)
    assert "paused your writing" in refusal(client, message)
    assert message.body == "Lng day"


def test_who_is_suspended_may_not_change_words(ana, sol, message):
    people.suspend_person(ana, by=sol, reason="For now.", until=None)
    assert actions.edit_message(message, "Long day", by=ana).code == "suspended"


def test_nobody_changes_what_another_wrote(client_of, ben, zed, message):
    for person in (ben, zed):
        client = client_of(person)
        assert edit(client, message, "Mine").status_code == 404
        path = f"/rooms/{message.room_id}/messages/{message.pk}/edit/"
        assert client.get(path).status_code == 404
        assert actions.edit_message(message, "Mine", by=person).code == "not_found"


def test_words_that_are_too_long_come_back(client_of, ana, message):
    answer = edit(client_of(ana), message, "a" * 4001)
    assert answer.status_code == 422
    assert "a" * 4001 in answer.content.decode()
    assert "longer than 4,000 characters" in answer.content.decode()
    # A browser would cut what is pasted, and not say so.
    assert "maxlength" not in answer.content.decode()


# --- Screened again


def test_an_edit_is_screened_like_a_new_message(ana, message):
    actions.edit_message(message, LOW, by=ana)
    assert Verdict.objects.get().severity == "red"
    assert Flag.objects.get().snapshot == LOW
    assert ana.notices.filter(kind="help").exists()


def test_an_earlier_flag_keeps_the_words_it_was_raised_for(
    client_of, max_, ana, room, say
):
    message = say(room, ana, LOW)
    actions.edit_message(message, "Nothing to see here", by=ana)
    flag = Flag.objects.get()
    assert (flag.snapshot, flag.state) == (LOW, "open")
    page = client_of(max_).get(f"/moderation/flags/{flag.pk}/").content.decode()
    assert '<mark class="found">' in page
    assert "Nothing to see here" in page


def test_an_edit_that_says_worse_lifts_the_open_flag(ana, room, say):
    message = say(room, ana, "I am worried my friend might want to die")
    before = Flag.objects.get()
    actions.edit_message(message, LOW, by=ana)
    after = Flag.objects.get()
    assert after.level == "red"
    assert after.snapshot == before.snapshot


def test_help_is_shown_once_for_the_same_heavy_words(ana, room, say):
    message = say(room, ana, LOW)
    actions.edit_message(message, f"{LOW} Sorry.", by=ana)
    assert ana.notices.filter(kind="help").count() == 1


# --- By socket


def over_the_socket(person, message, **fields):
    visitor = Visitor(person.pk, person.alias, "", False, False)
    frame = {"type": "edit", "stream": message.room.stream, "message": message.pk}
    return RoomSource().act(visitor, frame | fields)


def test_an_edit_by_socket_is_stored_and_answered_by_its_row(ana, message):
    work = over_the_socket(ana, message, body="Long day")
    [answer] = work.batch([work.item])
    assert work.answer(answer) is None
    assert Message.objects.get().body == "Long day"


def test_a_socket_is_told_why_an_edit_is_refused(ana, ben, message):
    work = over_the_socket(ben, message, body="Mine")
    assert work.answer(work.batch([work.item])[0]).code == "not_found"
    assert over_the_socket(ana, message, body=" ").code == "bad_post"


def test_a_batch_of_edits_refuses_only_what_it_must(ana, ben, room, say):
    theirs, mine = say(room, ben, "Hello"), say(room, ana, "Lng day")
    wishes = [
        over_the_socket(ana, theirs, body="Mine").item,
        over_the_socket(ana, mine, body="Long day").item,
    ]
    assert [bool(answer) for answer in actions.edit_messages(wishes)] == [True, False]
    assert set(Message.objects.values_list("body", flat=True)) == {"Hello", "Long day"}


def test_words_come_back_while_more_waits_than_can_be_written(
    client_of, ana, message, monkeypatch
):
    class Full:
        def is_here(self):
            return False

        def submit_to(self, *_):
            raise writer.TooBusy

    client = client_of(ana)
    monkeypatch.setattr(writer, "is_running", lambda: True)
    monkeypatch.setattr(writer, "current", Full)
    answer = edit(client, message, "Long day")

    assert answer.status_code == 422
    assert "Long day" in answer.text
