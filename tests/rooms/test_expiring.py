"""What was written long ago goes; nobody keeps a copy of it on their page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring.models import Mentorship
from moderation import clockwork
from moderation.actions.policies import set_policy
from moderation.models import Flag, Verdict
from moderation.policies import terms
from realtime.models import Stream
from rooms.models import Message, Reaction
from tests.moderation.conftest import LOW


def age(message, days):
    Message.objects.filter(pk=message.pk).update(
        at=timezone.now() - timedelta(days=days)
    )
    return message


def bodies(client, room):
    path = f"/rooms/{room.pk}/messages/"
    rows = client.get(path, headers={"accept": "application/json"}).json()["rows"]
    return [row["body"] for row in rows]


def epoch_of(room):
    return Stream.objects.get(name=room.stream).epoch


def test_a_message_of_a_year_ago_goes_and_a_newer_one_stays(room, ana, say, client_of):
    age(say(room, ana, "Long ago."), 366)
    say(room, ana, "Today.")

    clockwork.clear_old_rooms()

    assert bodies(client_of(ana), room) == ["Today."]
    assert Message.objects.count() == 1


def test_who_follows_the_room_reads_it_anew(room, ana, say):
    age(say(room, ana, "Long ago."), 366)
    before = epoch_of(room)

    clockwork.clear_old_rooms()

    assert epoch_of(room) != before


def test_a_room_without_old_messages_is_left_in_peace(room, ana, say):
    say(room, ana, "Today.")
    before = epoch_of(room)

    clockwork.clear_old_rooms()
    clockwork.clear_old_rooms()

    assert epoch_of(room) == before


def test_what_a_flag_points_at_loses_its_words_and_its_place(room, ana, say, client_of):
    message = age(say(room, ana, LOW), 366)
    Reaction.objects.create(message=message, person=ana, kind="hear")

    clockwork.clear_old_rooms()

    message.refresh_from_db()
    assert (message.body, message.seq, message.state) == ("", None, "expired")
    assert bodies(client_of(ana), room) == []
    assert Verdict.objects.get(message=message).findings == []
    assert not Reaction.objects.exists()


def test_the_desk_keeps_what_it_quoted_and_says_that_the_rest_is_gone(
    room, ana, max_, say, client_of
):
    message = age(say(room, ana, LOW), 366)
    clockwork.clear_old_rooms()
    flag = Flag.objects.get(message=message)

    page = client_of(max_).get(f"/moderation/flags/{flag.pk}/").text

    assert "tablets" in page
    assert "gone from its room" in page


def test_going_on_after_old_messages_went_keeps_the_order(room, ana, say):
    last = age(say(room, ana, "Long ago."), 366)
    clockwork.clear_old_rooms()

    assert say(room, ana, "Today.").seq == last.seq + 1


def test_a_reply_to_what_went_stays(room, ana, ben, say, client_of):
    first = age(say(room, ana, "Long ago."), 366)
    reply = say(room, ben, "Yes.")
    Message.objects.filter(pk=reply.pk).update(reply_to=first)

    clockwork.clear_old_rooms()

    assert bodies(client_of(ana), room) == ["Yes."]


@pytest.fixture
def told(thread, ana, say):
    return age(say(thread, ana, "Only for Mia."), 800)


def test_a_thread_stays_while_its_mentorship_goes_on(told):
    clockwork.clear_old_rooms()

    assert Message.objects.filter(pk=told.pk).exists()


def test_a_thread_goes_a_year_after_its_mentorship_ended(told):
    Mentorship.objects.update(ended_at=timezone.now() - timedelta(days=366))

    clockwork.clear_old_rooms()

    assert not Message.objects.filter(pk=told.pk).exists()


def test_the_lead_sets_how_long(room, ana, say, sol, monkeypatch):
    age(say(room, ana, "A month ago."), 31)
    day = timezone.localdate() + timedelta(days=30)
    month = terms("retention") | {"rooms": 30}
    set_policy("retention", month, by=sol, review_on=day, after=0)
    tomorrow = timezone.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)

    clockwork.clear_old_rooms()

    assert not Message.objects.exists()
