"""A moderator writes to the author in private; what comes back is never lost."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, check_in_clockwork
from moderation.models import CheckIn, Flag, Verdict
from people import actions as people
from rooms import actions as rooms
from rooms.models import Message
from tests.conftest import make_person
from tests.moderation.conftest import LOW

NOTE = "Hello, I saw what you wrote. Are you thinking of suicide?"


@pytest.fixture
def check_in(mine, max_, decide):
    decide(max_, mine, "check_in", note=NOTE)
    return CheckIn.objects.get()


def reply(client, check_in, words):
    form = {"body": words, "cid": str(uuid.uuid4())}
    return client.post(f"/rooms/{check_in.room_id}/messages/", form, follow=True)


def open_flags():
    return Flag.objects.exclude(state="resolved")


def test_the_author_is_told_and_reads_the_note(client_of, check_in, ana):
    notice = ana.notices.get(kind="check_in")
    page = client_of(ana).get(notice.link).text

    assert "suicide" not in notice.words
    assert NOTE in page
    assert "max is a moderator" in page


def test_the_moderators_own_words_raise_no_flag(check_in, max_):
    assert not open_flags().exists()
    assert not max_.notices.filter(kind="help").exists()
    assert Verdict.objects.filter(message__body=NOTE).exists()


def test_a_reply_reaches_the_moderator(client_of, check_in, ana, max_, be_here):
    actions.start_shift([], by=max_)
    be_here(max_)

    reply(client_of(ana), check_in, "I am all right, thank you.")

    notice = max_.notices.get(kind="check_in_reply")
    assert "I am all right" in client_of(max_).get(notice.link).text
    assert "all right" not in notice.words
    assert not open_flags().exists()


@pytest.mark.parametrize("on_shift", [True, False])
def test_a_reply_to_who_is_away_is_raised_on_the_board(
    on_shift, client_of, check_in, ana, max_
):
    if on_shift:
        actions.start_shift([], by=max_)

    reply(client_of(ana), check_in, "Are you there?")

    flag = open_flags().get()
    assert (flag.level, flag.concern) == ("yellow", "check_in_reply")
    assert max_.notices.filter(kind="check_in_reply").exists()


@pytest.fixture
def waits_since(check_in, client_of, ana, max_, be_here):
    """waits_since(minutes): ana wrote then, while max was on watch; the clock comes by."""

    def wait(minutes):
        actions.start_shift([], by=max_)
        be_here(max_)
        reply(client_of(ana), check_in, "I could not sleep again.")
        at = timezone.now() - timedelta(minutes=minutes)
        Message.objects.filter(author=ana, room=check_in.room).update(at=at)

    return wait


def test_a_reply_that_nobody_read_reaches_a_colleague(
    waits_since, client_of, max_, be_here
):
    kit = make_person("kit", "moderator")
    waits_since(31)
    client_of(max_).post("/moderation/shift/end/")
    be_here()

    for _ in range(2):
        check_in_clockwork.raise_unread_replies()

    assert "A reply to a check-in" in client_of(kit).get("/moderation/").text
    assert open_flags().get().level == "yellow"


def test_a_reply_that_was_just_written_may_yet_be_read(waits_since):
    waits_since(29)

    check_in_clockwork.raise_unread_replies()

    assert not open_flags().exists()


def test_a_reply_that_was_read_is_not_raised(waits_since, check_in, max_):
    waits_since(31)
    rooms.mark_read(check_in.room, by=max_, seq=2)

    check_in_clockwork.raise_unread_replies()

    assert not open_flags().exists()


def test_a_reply_that_was_answered_is_not_raised(
    waits_since, check_in, client_of, max_
):
    waits_since(31)
    reply(client_of(max_), check_in, "That is hard. I am here.")

    check_in_clockwork.raise_unread_replies()

    assert not open_flags().exists()


def test_a_raised_reply_that_is_done_is_not_raised_again(waits_since, max_, decide):
    waits_since(31)
    check_in_clockwork.raise_unread_replies()
    flag = actions.claim_flag(open_flags().get(), by=max_)
    decide(max_, flag, "no_concern")

    check_in_clockwork.raise_unread_replies()

    assert not open_flags().exists()


def test_a_reply_of_distress_is_screened_like_any_message(
    client_of, check_in, ana, max_, be_here
):
    actions.start_shift([], by=max_)
    be_here(max_)

    reply(client_of(ana), check_in, LOW)

    assert open_flags().get().level == "red"
    assert ana.notices.filter(kind="help").count() == 2


def test_a_colleague_answers_a_raised_reply_in_the_same_place(
    client_of, check_in, ana, decide
):
    kit = make_person("kit", "moderator")
    reply(client_of(ana), check_in, "Are you there?")
    flag = actions.claim_flag(open_flags().get(), by=kit)
    assert "Are you there?" in client_of(kit).get(f"/moderation/flags/{flag.pk}/").text

    decide(kit, flag, "check_in", note="I am Kit, and I am here.")

    page = client_of(ana).get(f"/check-ins/{check_in.room_id}/").text
    assert "I am Kit, and I am here." in page
    check_in.refresh_from_db()
    assert check_in.by == kit


def test_the_page_says_truthfully_when_a_reply_is_read(
    client_of, check_in, ana, max_, be_here
):
    client, path = client_of(ana), f"/check-ins/{check_in.room_id}/"
    kit = make_person("kit", "moderator")
    assert "No moderator is on watch now." in client.get(path).text

    actions.start_shift([], by=kit)
    be_here(kit)
    assert "max is not on watch now." in client.get(path).text

    actions.start_shift([], by=max_)
    be_here(kit, max_)
    assert "max is on watch now" in client.get(path).text


@pytest.mark.parametrize("who", ["zed", "ben", "sol", "cora"])
def test_a_check_in_is_for_its_two(who, client_of, check_in, request):
    client = client_of(request.getfixturevalue(who))

    assert client.get(f"/check-ins/{check_in.room_id}/").status_code == 404
    assert reply(client, check_in, "hello").status_code == 404
    assert not Message.objects.filter(body="hello").exists()


def test_a_room_is_no_check_in(client_of, ana, room):
    assert client_of(ana).get(f"/check-ins/{room.pk}/").status_code == 404


def test_a_moderator_finds_their_check_ins_on_the_board(client_of, check_in, max_):
    page = client_of(max_).get("/moderation/").text

    assert f"/check-ins/{check_in.room_id}/" in page


def test_who_moderates_no_longer_reads_no_check_ins(
    client_of, check_in, ana, max_, sol, be_here
):
    be_here(max_)
    people.change_role(max_, "peer", by=sol, reason="Takes a break.")
    reply(client_of(ana), check_in, "I feel a bit better")
    room = check_in.room_id

    assert client_of(max_).get(f"/check-ins/{room}/").status_code == 404
    assert client_of(max_).get(f"/rooms/{room}/changes/?after=0").status_code == 404
    assert open_flags().get().concern == "check_in_reply"
    assert not max_.notices.filter(kind="check_in_reply").exists()


def test_a_role_that_still_moderates_keeps_its_check_ins(
    client_of, check_in, max_, sol
):
    people.change_role(max_, "lead", by=sol, reason="Shares the work.")

    assert client_of(max_).get(f"/check-ins/{check_in.room_id}/").status_code == 200
