"""A newcomer's first words with no answer are shown, once, to who can answer."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from care import actions, clockwork
from care.models import Unanswered, Welcomer
from moderation.actions import start_shift
from people.models import Person
from realtime.one_by_one import SomeFailed
from rooms import actions as rooms
from rooms.models import Message, Reaction
from tests.moderation.conftest import LOW
from tests.parts.reading import without_tokens

WAITS = "Somebody new wrote for the first time. Nobody has answered yet."


@pytest.fixture
def first(room, ana, ben, say):
    """ana's first message, eleven minutes old; ben offered to welcome."""
    actions.offer_welcoming(by=ben)
    return ago(say(room, ana, "Hello, I am new."), 11)


def ago(message, minutes):
    at = timezone.now() - timedelta(minutes=minutes)
    Message.objects.filter(pk=message.pk).update(at=at)
    message.refresh_from_db()
    return message


def button(page, word):
    """What the button that says this sends."""
    name, value = re.search(rf'name="(\w+)" value="(\w+)"[^>]*>{word}<', page).groups()
    return {name: value}


def told(person):
    return person.notices.filter(words=WAITS).count()


def test_it_is_shown_to_moderators_and_welcomers_once(client_of, first, ben, max_):
    start_shift([], by=max_)
    for _ in range(2):
        clockwork.show_unanswered()

    assert (told(ben), told(max_)) == (1, 1)
    assert "ana, in The kitchen table" in client_of(max_).get("/newcomers/").text
    page = client_of(ben).get("/welcoming/").text
    assert "ana, in The kitchen table" in page
    assert "I am new" not in page


def test_before_ten_minutes_nobody_is_asked(room, ana, ben, say):
    actions.offer_welcoming(by=ben)
    ago(say(room, ana, "Hello"), 9)
    clockwork.show_unanswered()

    assert not Unanswered.objects.exists()


@pytest.mark.parametrize("how", ["reply", "reaction", "next"])
def test_an_answer_of_any_kind_is_enough(first, room, ben, say, how):
    if how == "reaction":
        rooms.react(first, "hear", True, by=ben)
    else:
        answer = ago(say(room, ben, "Hello ana"), 5)
        reply_to = first if how == "reply" else None
        Message.objects.filter(pk=answer.pk).update(reply_to=reply_to)
    clockwork.show_unanswered()

    assert not Unanswered.objects.exists()


def test_what_is_answered_later_leaves_the_list(client_of, first, max_, ben):
    clockwork.show_unanswered()
    rooms.react(first, "hear", True, by=ben)
    Reaction.objects.update(at=timezone.now())

    assert "Nobody waits" in client_of(max_).get("/newcomers/").text


def test_only_the_first_message_counts(first, room, ana, ben, say):
    rooms.react(first, "hear", True, by=ben)
    ago(say(room, ana, "And another thing"), 10.5)
    clockwork.show_unanswered()

    assert not Unanswered.objects.exists()


def test_practice_and_old_members_are_left_alone(first, room, ana, cora):
    rooms.describe_room(room, by=cora, is_practice=True)
    clockwork.show_unanswered()
    rooms.describe_room(room, by=cora, is_practice=False)
    Person.objects.filter(pk=ana.pk).update(joined_at=timezone.now() - timedelta(8))
    clockwork.show_unanswered()

    assert not Unanswered.objects.exists()


def test_welcomers_are_not_sent_to_what_is_on_the_board(room, ana, ben, max_, say):
    actions.offer_welcoming(by=ben)
    start_shift([], by=max_)
    ago(say(room, ana, LOW), 11)
    clockwork.show_unanswered()

    assert (told(ben), told(max_)) == (0, 1)
    assert Unanswered.objects.exists()


def test_a_welcomer_hears_only_of_rooms_they_are_in(first, zed):
    actions.offer_welcoming(by=zed)
    clockwork.show_unanswered()

    assert told(zed) == 0


def test_who_stops_is_not_told(client_of, first, ben):
    client_of(ben).post("/welcoming/", {"offer": "off"})
    clockwork.show_unanswered()

    assert told(ben) == 0


def test_staff_end_a_welcoming_and_allow_it_again(client_of, max_, ben):
    client = client_of(ben)
    client.post("/welcoming/", {"offer": "on"})
    row = Welcomer.objects.get()
    client_of(max_).post(f"/newcomers/{row.pk}/end/")
    client.post("/welcoming/", {"offer": "on"})
    assert Welcomer.objects.get().ended_at is not None
    assert "Staff have ended your welcoming" in client.get("/welcoming/").text

    client_of(max_).post(f"/newcomers/{row.pk}/end/", {"may": "yes"})
    client.post("/welcoming/", {"offer": "on"})
    assert Welcomer.objects.get().ended_at is None


@pytest.mark.parametrize(("word", "ended"), [("End", True), ("Allow again", False)])
def test_an_end_sent_twice_is_one_end(client_of, max_, ben, word, ended):
    row = actions.offer_welcoming(by=ben)
    if not ended:
        actions.end_welcoming(row, by=max_)
    client = client_of(max_)
    may = button(client.get("/newcomers/").text, word)

    for _ in range(2):
        client.post(f"/newcomers/{row.pk}/end/", may)

    assert (Welcomer.objects.get().ended_by is not None) is ended


def test_a_list_is_nobodys_who_did_not_offer(client_of, first, zed):
    clockwork.show_unanswered()

    assert "ana" not in without_tokens(client_of(zed).get("/welcoming/").text)
    assert client_of(zed).get("/newcomers/").status_code == 404
    assert client_of(zed).post("/newcomers/1/end/").status_code == 404


def test_two_clocks_show_it_once(first, at_once, ben):
    at_once(clockwork.show_unanswered, clockwork.show_unanswered)

    assert told(ben) == 1


def test_one_who_cannot_be_shown_keeps_no_other_newcomer_unseen(
    first, covered_room, zed, say, monkeypatch
):
    rooms.join_room(covered_room, by=zed)
    ago(say(covered_room, zed, "Me too."), 11)
    show = actions.show_unanswered

    def fail_for_the_first(message, **people):
        if message == first:
            raise ValueError
        show(message, **people)

    monkeypatch.setattr(actions, "show_unanswered", fail_for_the_first)

    with pytest.raises(SomeFailed):
        clockwork.show_unanswered()

    assert Unanswered.objects.get().message.author == zed
