"""Hours and breaks are set by a coordinator, and seen wherever one can write."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from rooms import actions, posting
from rooms.hours_models import Break, OpenHours
from rooms.models import Message, Room
from rooms.states import State

JSON = {"accept": "application/json"}


def today():
    return timezone.localdate()


def add(client, room, **fields):
    day = (today() + timedelta(days=2)).weekday()
    form = {"days": [day], "opens": "19:00", "closes": "21:30"}
    return client.post(f"/rooms/{room.pk}/hours/", form | fields, follow=True)


def plan(client, **fields):
    form = {"name": "Chat break", "first_day": today(), "last_day": today()}
    return client.post("/rooms/breaks/", form | fields, follow=True)


def stands(room):
    room.refresh_from_db()
    return room.state(timezone.now())


@pytest.fixture
def shut_room(room):
    """Opens the day after tomorrow, at seven."""
    day = today() + timedelta(days=2)
    opens, closes = (timezone.now().replace(hour=h, minute=0) for h in (19, 21))
    actions.add_hours(room, [day.weekday()], opens.time(), closes.time())
    room.refresh_from_db()
    return room


def test_a_coordinator_sets_hours(client_of, cora, room):
    answer = add(client_of(cora), room)

    assert "The hours are kept." in answer.text
    assert "7pm to 9.30pm" in answer.text.replace("7.00", "7")
    assert stands(room) == State.SHUT
    assert timezone.localtime(room.open_from).hour == 19


def test_hours_given_twice_are_kept_once(client_of, cora, room):
    for _ in range(2):
        add(client_of(cora), room)

    assert OpenHours.objects.count() == 1


@pytest.mark.parametrize("path", ["/", "/about/"])
def test_the_next_opening_is_said_on_every_page(client_of, ana, shut_room, path):
    page = client_of(ana).get(f"/rooms/{shut_room.pk}{path}").text

    assert "Closed now. It opens" in page
    assert shut_room.open_from.strftime("%Y-%m-%dT%H:%M:%SZ") in page


@pytest.mark.parametrize("path", ["/rooms/", "/"])
def test_the_next_opening_is_said_in_every_list(client_of, ana, shut_room, path):
    page = client_of(ana).get(path).text

    assert "Closed now. It opens" in page
    assert shut_room.open_from.strftime("%Y-%m-%dT%H:%M:%SZ") in page


def test_a_room_that_closed_while_one_typed_gives_the_words_back(
    client_of, ana, shut_room
):
    fields = {"body": "I had begun this", "cid": str(uuid.uuid4())}
    path = f"/rooms/{shut_room.pk}/messages/"

    answer = client_of(ana).post(path, fields)

    assert answer.status_code == 422
    assert "I had begun this</textarea>" in answer.text
    assert "Nothing was sent." in answer.text
    assert "It opens" in answer.text
    assert not Message.objects.exists()


def test_the_socket_is_told_the_same(client_of, ana, shut_room):
    fields = {"body": "Hello", "cid": str(uuid.uuid4())}
    path = f"/rooms/{shut_room.pk}/messages/"
    client = client_of(ana)

    refused = client.post(path, fields, headers=JSON).json()
    [*_, presence] = client.get(f"/rooms/{shut_room.pk}/changes/").json()["frames"]

    assert refused["code"] == "room_shut"
    assert (presence["state"], presence["open"]) == ("shut", False)
    assert presence["at"] == shut_room.open_from.isoformat(timespec="seconds")


def test_a_closed_room_can_be_read_and_reacted_to(client_of, ana, ben, room, say):
    message = say(room, ben, "Good night")
    Room.objects.update(has_hours=True)

    path = f"/rooms/{room.pk}/messages/{message.pk}/react/"
    client_of(ana).post(path, {"hear": "on"})

    assert message.reactions.count() == 1


def test_a_retry_of_what_was_stored_is_answered_after_closing(room, ana):
    fields = {"body": "Once", "cid": uuid.uuid4()}
    stored = actions.post(room.pk, by=ana, **fields)
    Room.objects.update(has_hours=True)

    assert actions.post(room.pk, by=ana, **fields) == stored


def test_the_last_two_minutes_are_a_closing_round(client_of, ana, room):
    now = timezone.now()
    room.has_hours, room.open_from = True, now - timedelta(hours=1)
    room.open_until = now + timedelta(seconds=80)
    room.save()

    page = client_of(ana).get(f"/rooms/{room.pk}/").text

    assert "The room closes in 1½ minutes." in page
    assert stands(room) == State.CLOSING


def test_the_hours_do_not_end_over_a_red_flag_in_hand(room):
    now = timezone.now()
    room.has_hours, room.open_from = True, now - timedelta(hours=1)
    room.open_until = now - timedelta(seconds=5)
    room.stays_open_until = now + timedelta(seconds=20)
    room.save()
    day = today() + timedelta(days=2)
    opens, closes = (now.replace(hour=h, minute=0) for h in (19, 21))
    OpenHours.objects.create(
        room=room, weekday=day.weekday(), opens=opens.time(), closes=closes.time()
    )

    actions.keep_hours()
    assert stands(room) == State.OPEN

    Room.objects.update(stays_open_until=now - timedelta(minutes=3))
    actions.keep_hours()
    assert stands(room) == State.SHUT
    assert room.open_from > now


def test_without_hours_it_opens_at_any_hour_again(client_of, cora, shut_room):
    hours = OpenHours.objects.get()

    client_of(cora).post(f"/rooms/{shut_room.pk}/hours/{hours.pk}/remove/")

    assert stands(shut_room) == State.OPEN


def test_a_break_closes_every_room_with_hours_and_says_why(client_of, cora, ana, room):
    actions.add_hours(room, range(7), *[timezone.now().time().replace(0, 0)] * 2)
    assert stands(room) == State.OPEN
    yesterday, last = today() - timedelta(days=2), today() + timedelta(days=6)

    plan(client_of(cora), first_day=yesterday, last_day=last)

    assert stands(room) == State.SHUT
    page = client_of(ana).get(f"/rooms/{room.pk}/").text
    assert "Closed now: Chat break. It opens" in page
    assert timezone.localtime(room.open_from).date() == last + timedelta(days=1)


def test_a_break_can_be_taken_back(client_of, cora):
    plan(client_of(cora))
    kept = Break.objects.get()

    client_of(cora).post(f"/rooms/breaks/{kept.pk}/remove/")

    assert not Break.objects.exists()


def test_a_break_of_one_room_leaves_the_others_alone(cora, client_of, room, quiet_room):
    for each in (room, quiet_room):
        actions.add_hours(each, range(7), *[timezone.now().time().replace(0, 0)] * 2)
    first = today() - timedelta(days=2)

    plan(client_of(cora), room=quiet_room.pk, first_day=first)

    assert stands(room) == State.OPEN
    assert stands(quiet_room) == State.SHUT


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"days": []}, "Please choose at least one day."),
        ({"days": [7]}, "Please choose from the list"),
        ({"days": ["x"]}, "Please choose from the list"),
        ({"opens": ""}, "Please give a time."),
        ({"opens": "25:00"}, "Please give a time, like 19:30."),
        ({"closes": "late"}, "Please give a time, like 19:30."),
    ],
)
def test_bad_hours_are_refused_in_words(client_of, cora, room, fields, words):
    answer = add(client_of(cora), room, **fields)

    assert answer.status_code == 422
    assert words in answer.text
    assert not OpenHours.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "Please give it a name."),
        ({"name": "a" * 41}, "40 characters at most"),
        ({"first_day": "soon"}, "Please give a day, like 2026-12-24."),
        ({"last_day": "2020-01-01"}, "The last day is before the first."),
        ({"room": str(2**63)}, "Please choose from the list"),
    ],
)
def test_bad_breaks_are_refused_in_words(client_of, cora, db, fields, words):
    answer = plan(client_of(cora), **fields)

    assert answer.status_code == 422
    assert words in answer.text
    assert not Break.objects.exists()


@pytest.mark.parametrize("person", ["ana", "max_", "mia", "zed"])
def test_only_coordinators_set_hours(request, client_of, room, person):
    client = client_of(request.getfixturevalue(person))

    for path in (f"{room.pk}/hours/", f"{room.pk}/holding/", "breaks/"):
        assert client.post(f"/rooms/{path}").status_code == 404


def test_a_thread_has_no_hours(client_of, cora, thread):
    assert client_of(cora).get(f"/rooms/{thread.pk}/hours/").status_code == 404


# --- When screening fails


def test_what_could_not_be_screened_is_shown_and_flagged(room, ana, settings):
    settings.SCREENER = "tests.rooms.test_hours_pages.cannot"

    stored = actions.post(room.pk, by=ana, body="Hello", cid=uuid.uuid4())

    message = Message.objects.get(pk=stored.id)
    assert (message.state, message.flags.get().concern) == ("shown", "unscanned")


def test_a_room_can_be_set_to_hold_it_instead(client_of, cora, room, ana, settings):
    client_of(cora).post(f"/rooms/{room.pk}/holding/", {"holds": "on"})
    settings.SCREENER = "tests.rooms.test_hours_pages.cannot"

    held = actions.post(room.pk, by=ana, body="Hello", cid=uuid.uuid4())

    message = Message.objects.get(pk=held.id)
    assert (message.state, message.seq) == ("held", None)
    assert message.flags.get().concern == "unscanned"


def test_words_that_cannot_be_screened_are_not_slipped_in_by_an_edit(
    client_of, cora, room, ana, settings
):
    client_of(cora).post(f"/rooms/{room.pk}/holding/", {"holds": "on"})
    stored = actions.post(room.pk, by=ana, body="Hello", cid=uuid.uuid4())
    message = Message.objects.get(pk=stored.id)
    settings.SCREENER = "tests.rooms.test_hours_pages.cannot"

    answer = actions.edit_message(message, by=ana, body="Other words")

    message.refresh_from_db()
    assert answer == posting.UNREAD
    assert message.body == "Hello"


def cannot(bodies):
    return [None for _ in bodies]
