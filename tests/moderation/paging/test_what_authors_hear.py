"""Who wrote is told who reads it and when, and never more than is true."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring.actions.supporting import open_support
from moderation import actions, clockwork, promises
from moderation.actions import on_call as lists
from moderation.cover_models import Act
from moderation.models import Flag
from people.models import Notice
from rooms.actions import join_room
from tests.moderation.conftest import LOW
from tests.moderation.paging.conftest import addresses


def help_words(person):
    return Notice.objects.get(person=person, kind="help").words


def test_with_somebody_on_watch_the_author_hears_so(room, ana, max_, be_here, say):
    actions.start_shift([], by=max_)
    be_here(max_)

    say(room, ana, LOW)

    assert str(promises.HERE) in help_words(ana)


def test_what_the_author_and_the_room_are_told_does_not_clash(
    room, client_of, ana, max_, be_here, say
):
    type(room).objects.update(needs_cover=False, covered_until=None)
    actions.start_shift([], by=max_)
    be_here(max_)
    say(room, ana, LOW)

    page = client_of(ana).get(f"/rooms/{room.pk}/").text

    assert "A moderator on watch for the whole community has been told." in page
    assert "No moderator is with this room now." in page


def test_who_is_alone_on_watch_is_not_told_that_they_read_their_own_words(
    room, max_, be_here, say
):
    join_room(room, by=max_)
    actions.start_shift([], by=max_)
    be_here(max_)

    say(room, max_, LOW)

    assert str(promises.NEXT_SHIFT) in help_words(max_)


def test_what_goes_to_the_leads_is_not_said_to_be_read_by_the_shift(
    thread, mia, max_, sol, be_here, say
):
    actions.start_shift([], by=max_)
    be_here(max_)
    support = open_support(thread.mentorship, by=mia)

    say(support.room, mia, LOW)

    assert Flag.objects.get().is_for_lead
    assert str(promises.FOR_LEADS) in help_words(mia)


@pytest.fixture
def asleep(max_, be_here):
    """max is on shift with a page open, and has done nothing for eleven minutes."""
    actions.start_shift([], by=max_)
    be_here(max_)
    Act.objects.update(at=timezone.now() - timedelta(minutes=11))


def test_who_fell_asleep_at_an_open_page_is_no_promise(
    asleep, room, ana, ben, say, client_of
):
    message = say(room, ana, LOW)
    assert str(promises.NEXT_SHIFT) in help_words(ana)

    told = client_of(ben).post(
        f"/messages/{message.pk}/report/", {"door": "worried"}, follow=True
    )

    assert "No moderator is here at the moment." in told.text


def test_a_red_past_somebody_asleep_calls_who_is_on_call_at_once(
    asleep, kit, flag, mailoutbox
):
    lists.put_on_call(kit, channel="email", reach={"address": "kit@test.example"})

    clockwork.climb()
    clockwork.send_pages()

    assert addresses(mailoutbox) == ["kit"]


def test_with_nobody_on_watch_a_red_author_hears_that_somebody_is_called(
    room, ana, on_call, say
):
    say(room, ana, LOW)

    assert str(promises.CALLING) in help_words(ana)


def test_with_nobody_to_call_nothing_is_promised(room, ana, max_, say):
    say(room, ana, LOW)

    assert str(promises.NEXT_SHIFT) in help_words(ana)


def test_what_can_wait_for_a_shift_is_said_to_wait(room, ana, on_call, say):
    say(room, ana, "I want to die.")

    assert Flag.objects.get().level == "amber"
    assert str(promises.NEXT_SHIFT) in help_words(ana)
