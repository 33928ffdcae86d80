"""A room that races is slowed down for everybody, and everybody is told in words."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, clockwork
from people.models import Notice
from rooms import actions as rooms
from rooms.models import Message, Room
from rooms.posting import Stored, clean_post
from tests.conftest import make_person


def slow(client, room, seconds=30):
    path = f"/moderation/cover/{room.pk}/slow/"
    return client.post(path, {"seconds": seconds}, follow=True)


def post(room, person, cid=None):
    fields = {"body": f"Words {uuid.uuid4()}", "cid": cid or uuid.uuid4()}
    return rooms.post(room.pk, by=person, **fields)


@pytest.fixture
def slowed(room, client_of, max_):
    slow(client_of(max_), room)
    return room


def test_everybody_waits_between_two_messages(slowed, ana, ben):
    assert isinstance(post(slowed, ana), Stored)

    refused = post(slowed, ana)

    assert refused.code == "slow_mode"
    assert 0 < refused.retry_after_ms <= 30_000
    assert "one message every 30 seconds" in refused.reason
    assert isinstance(post(slowed, ben), Stored)


def test_two_posts_in_one_batch_are_two(slowed, ana):
    wishes = [
        clean_post(slowed.pk, ana.pk, {"cid": str(uuid.uuid4()), "body": words})
        for words in ("One", "Two")
    ]

    first, second = rooms.post_messages(wishes)

    assert isinstance(first, Stored)
    assert second.code == "slow_mode"


def test_a_cry_for_help_waits_for_nothing(slowed, ana, say):
    post(slowed, ana)

    message = say(slowed, ana, "I want to kill myself tonight.")

    assert message.seq is not None


def test_after_the_pause_one_may_write_again(slowed, ana):
    post(slowed, ana)
    Message.objects.update(at=timezone.now() - timedelta(seconds=31))

    assert isinstance(post(slowed, ana), Stored)


def test_a_retry_never_waits(slowed, ana):
    cid, body = uuid.uuid4(), "Once"
    stored = rooms.post(slowed.pk, by=ana, body=body, cid=cid)

    assert rooms.post(slowed.pk, by=ana, body=body, cid=cid) == stored


def test_staff_need_not_wait(slowed, max_):
    rooms.join_room(slowed, by=max_)

    assert all(isinstance(post(slowed, max_), Stored) for _ in range(2))


def test_everybody_is_told(slowed, client_of, ana):
    page = client_of(ana).get(f"/rooms/{slowed.pk}/").text
    presence = client_of(ana).get(f"/rooms/{slowed.pk}/changes/").json()["frames"][-1]

    for told in (page, presence["words"]):
        assert "Slow mode: everybody can send one message every 30 seconds." in told


def test_it_ends_by_itself_and_by_hand(slowed, client_of, ana, max_):
    Room.objects.update(slow_until=timezone.now())
    assert all(isinstance(post(slowed, ana), Stored) for _ in range(2))

    slow(client_of(max_), slowed)
    slow(client_of(max_), slowed, 0)
    assert isinstance(post(slowed, ana), Stored)


@pytest.mark.parametrize("seconds", ["", "x", "7", "-15", "9" * 30])
def test_only_what_is_offered_can_be_chosen(client_of, max_, room, seconds):
    answer = slow(client_of(max_), room, seconds)

    assert "Please choose one of the times." in answer.text
    room.refresh_from_db()
    assert room.slow_seconds == 0


@pytest.mark.parametrize("person", ["ana", "cora", "zed"])
def test_only_moderators_switch_it(request, client_of, room, person):
    client = client_of(request.getfixturevalue(person))

    assert slow(client, room).status_code == 404


# --- Pointed out


@pytest.fixture
def watched(room, max_, be_here):
    actions.start_shift([room], by=max_)
    be_here(max_)
    return room


def talk(room, people, each):
    for person in people:
        rooms.join_room(room, by=person)
        for _ in range(each):
            post(room, person)


def test_a_room_that_races_is_pointed_out_once_to_who_watches(watched, ana, ben, max_):
    talk(watched, [ana, ben], 10)

    for _ in range(2):
        clockwork.point_out_races()

    notice = Notice.objects.get(kind="room_pace")
    assert notice.person == max_
    assert "slow it down" in notice.words


def test_a_room_at_an_ordinary_pace_is_not(watched, ana, ben):
    talk(watched, [ana, ben], 10)
    Message.objects.filter(author=ana).update(at=timezone.now() - timedelta(minutes=2))

    clockwork.point_out_races()

    assert not Notice.objects.filter(kind="room_pace").exists()


@pytest.fixture
def crowd(watched):
    people = [make_person(f"peer {number}") for number in range(15)]
    talk(watched, people, 1)
    return people


def test_a_busy_room_suggests_a_second_one_to_staff(crowd, cora, max_, sol):
    clockwork.point_out_races()

    told = Notice.objects.filter(kind="room_pace", words__contains="second room")
    assert {notice.person for notice in told} == {cora, max_, sol}


def test_a_busy_room_shows_peers_a_calmer_one_that_is_open(
    crowd, watched, covered_room, client_of, ana
):
    clockwork.point_out_races()

    page = client_of(ana).get(f"/rooms/{watched.pk}/").text
    assert f'<a href="/rooms/{covered_room.pk}/about/">Another room is open' in page
    changes = client_of(ana).get(f"/rooms/{watched.pk}/changes/").json()
    assert changes["frames"][-1]["calmer"] == covered_room.pk


def test_nobody_is_sent_to_a_room_that_is_not_open(
    crowd, watched, quiet_room, client_of, ana
):
    clockwork.point_out_races()

    changes = client_of(ana).get(f"/rooms/{watched.pk}/changes/").json()
    assert changes["frames"][-1]["calmer"] is None
