"""The pages of rooms, through the door."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from rooms import actions
from rooms.models import Membership, Room
from rooms.templatetags import conversation


def test_the_list_says_what_each_room_is_for_and_whether_it_is_open(
    client_of, ana, room, quiet_room
):
    actions.open_room(by=None, name="Practice", purpose="Try it.", needs_cover=False)
    page = client_of(ana).get("/rooms/").content.decode()
    assert "Try it." in page
    assert "Always open." in page
    assert "Open now, for as long as a moderator is here." in page
    assert "Quiet now. It opens when a moderator is here." in page


def test_a_room_by_invitation_is_not_listed_for_others(client_of, zed, ana):
    actions.open_room(by=ana, name="Hidden", is_open_to_all=False)
    assert "Hidden" not in client_of(zed).get("/rooms/").content.decode()


def test_somebody_new_sees_what_a_room_is_before_joining(client_of, zed, room):
    visitor = client_of(zed)
    assert visitor.get(f"/rooms/{room.pk}/", follow=True).redirect_chain == [
        (f"/rooms/{room.pk}/about/", 302)
    ]
    visitor.post(f"/rooms/{room.pk}/join/")
    assert visitor.get(f"/rooms/{room.pk}/").status_code == 200


def test_who_left_reads_no_more(client_of, ana, room):
    visitor = client_of(ana)
    visitor.post(f"/rooms/{room.pk}/leave/")
    assert visitor.get(f"/rooms/{room.pk}/changes/?after=0").status_code == 404


def test_who_was_removed_finds_no_room(client_of, ana, room):
    actions.remove_member(room, ana)
    for path in ("", "about/", "messages/", "changes/"):
        assert client_of(ana).get(f"/rooms/{room.pk}/{path}").status_code == 404
    client_of(ana).post(f"/rooms/{room.pk}/join/")
    assert not Membership.objects.get(room=room, person=ana).is_current()


def test_a_room_says_who_reads_only_what_is_true_now(client_of, ana, room):
    page = client_of(ana).get(f"/rooms/{room.pk}/").content.decode()
    assert "A moderator is here now." in page
    Room.objects.update(covered_until=timezone.now() - timedelta(seconds=1))
    page = client_of(ana).get(f"/rooms/{room.pk}/").content.decode()
    assert "No moderator is here. The room goes quiet in 2 minutes." in page
    assert "A moderator is here now." not in page


def test_a_thread_says_that_two_people_read_it(client_of, ana, thread):
    page = client_of(ana).get(f"/threads/{thread.pk}/").content.decode()
    assert "The two of you read this." in page
    assert "mia is not here now" in page


def test_a_thread_is_held_on_its_own_page(client_of, ana, thread):
    answer = client_of(ana).get(f"/rooms/{thread.pk}/")
    assert answer.headers["Location"] == f"/threads/{thread.pk}/"


def test_a_room_is_not_held_on_a_threads_page(client_of, ana, room):
    answer = client_of(ana).get(f"/threads/{room.pk}/")
    assert answer.headers["Location"] == f"/rooms/{room.pk}/"


def test_a_room_shows_its_last_fifty_messages(client_of, ana, room, say):
    for number in range(52):
        say(room, ana, f"word-{number}-")
    page = client_of(ana).get(f"/rooms/{room.pk}/").content.decode()
    assert "word-51-" in page
    assert "word-2-" in page
    assert "word-1-" not in page
    assert f"/rooms/{room.pk}/messages/?before=3" in page


def test_older_messages_are_a_page_to_read(client_of, ana, room, say):
    for number in range(52):
        say(room, ana, f"word-{number}-")
    page = client_of(ana).get(f"/rooms/{room.pk}/messages/?before=3").content.decode()
    assert "word-1-" in page
    assert "word-2-" not in page


def test_nobody_else_can_read_older_messages(client_of, zed, room):
    assert client_of(zed).get(f"/rooms/{room.pk}/messages/").status_code == 404


def test_a_room_page_asks_little_of_the_database(
    client_of, ana, ben, room, say, django_assert_max_num_queries
):
    for number in range(50):
        actions.react(say(room, ana, f"word {number}"), "hear", True, by=ben)
    visitor = client_of(ana)
    actions.mark_read(room, 1, by=ana)
    with django_assert_max_num_queries(14):
        visitor.get(f"/rooms/{room.pk}/")


def test_a_message_is_rendered_once_for_all_who_see_the_same(
    client_of, ana, ben, mia, room, say
):
    said = say(room, ana, "Kettle is on")
    conversation._rendered.cache_clear()

    pages = [client_of(who).get(f"/rooms/{room.pk}/").text for who in (ben, mia)]
    mine = client_of(ana).get(f"/rooms/{room.pk}/").text

    assert conversation._rendered.cache_info().misses == 2
    as_mine = f'message--mine" id="m{said.pk}"'
    assert as_mine in mine
    assert all(as_mine not in page for page in pages)

    actions.take_back(said, by=ana)
    assert "Kettle is on" not in client_of(ben).get(f"/rooms/{room.pk}/").text


def test_a_page_of_fifty_messages_is_light(client_of, ana, room, say):
    for number in range(50):
        say(
            room, ana, f"Message {number}: {uuid.uuid4()} {uuid.uuid4()} {uuid.uuid4()}"
        )
    answer = client_of(ana).get(
        f"/rooms/{room.pk}/", headers={"Accept-Encoding": "gzip"}
    )
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.content) <= 20 * 1024


def test_a_coordinator_opens_a_room(client_of, cora):
    answer = client_of(cora).post(
        "/rooms/new/", {"name": "New", "purpose": "To talk.", "is_open_to_all": "on"}
    )
    opened = Room.objects.get(name="New")
    assert answer.headers["Location"] == f"/rooms/{opened.pk}/"
    # Only a safeguarding lead lets a room be without, in writing.
    assert opened.needs_cover


def test_a_room_without_a_purpose_is_not_opened(client_of, cora):
    page = client_of(cora).post("/rooms/new/", {"name": "New"}).content.decode()
    assert 'id="errors"' in page
    assert not Room.objects.exists()


@pytest.mark.parametrize("who", ["ana", "mia", "max_", "zed"])
def test_only_coordinators_open_rooms(client_of, request, who):
    person = request.getfixturevalue(who)
    assert client_of(person).get("/rooms/new/").status_code == 404
    assert client_of(person).post("/rooms/new/", {"name": "New"}).status_code == 404


def test_page_titles_say_nothing(client_of, ana, room):
    page = client_of(ana).get(f"/rooms/{room.pk}/").content.decode()
    assert "<title>Room</title>" in page


def test_words_are_shown_as_they_were_written(client_of, ana, room, say):
    say(room, ana, '<b>1 < 2 & "so" on</b>')
    page = client_of(ana).get(f"/rooms/{room.pk}/").content.decode()
    assert "&lt;b&gt;1 &lt; 2 &amp; &quot;so&quot; on&lt;/b&gt;" in page
