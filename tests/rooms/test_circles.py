"""A circle: people take turns, others read and react, and nothing is lost with a line."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from moderation.models import Flag, Verdict
from people import actions as people
from realtime.models import Roster
from realtime.sources import Refusal
from rooms import actions, streams
from rooms.circle_models import Circle
from rooms.models import Membership, Room
from rooms.posting import Stored
from rooms.turns import Place, next_speaker

JSON = {"Accept": "application/json"}
LOW = "I want to kill myself tonight"


@pytest.fixture
def circle(room, ana, ben, mia):
    """mia hosts; ana and ben have seats, and nobody has the turn yet."""
    actions.join_room(room, by=mia)
    assert actions.open_circle(room, by=mia, minutes=3, most=5) is None
    for person in (ana, ben):
        assert actions.sit_down(room, by=person) is None
    return Circle.objects.get()


def post(room, person, words="Hello"):
    return actions.post(room.pk, by=person, body=words, cid=uuid.uuid4())


def speaker(room):
    found = Circle.objects.get(room=room).speaker
    return found.alias if found else None


def page(client, room):
    return client.get(f"/rooms/{room.pk}/").content.decode()


def press(client, room, do, **options):
    return client.post(f"/rooms/{room.pk}/circle/act/", {"do": do}, **options)


def refused(client, room, do):
    return press(client, room, do, headers=JSON).json()["refused"]


# --- Who may do what


def test_pressing_very_fast_is_refused_for_everybody_there_is_told(
    client_of, room, circle, ana, settings
):
    settings.FRAMES_PER_SECOND, settings.FRAMES_BURST = 0.001, 2
    client = client_of(ana)

    answers = [refused(client, room, do) for do in ("hand", "unhand", "hand")]

    assert answers == [None, None, "That was very fast. Please wait a moment."]


def test_a_host_opens_a_circle_from_its_page(client_of, mia, room):
    actions.join_room(room, by=mia)
    form = {"minutes": "5", "most": "7"}
    answer = client_of(mia).post(f"/rooms/{room.pk}/circle/", form)
    assert answer.headers["Location"] == f"/rooms/{room.pk}/"
    circle = Circle.objects.get()
    assert (circle.minutes, circle.most, circle.host) == (5, 7, mia)


@pytest.mark.parametrize(
    "form", [{}, {"minutes": "4", "most": "5"}, {"minutes": "x", "most": "13"}]
)
def test_a_circle_of_no_proper_size_is_not_opened(client_of, mia, room, form):
    actions.join_room(room, by=mia)
    answer = client_of(mia).post(f"/rooms/{room.pk}/circle/", form)
    assert answer.status_code == 422
    assert not Circle.objects.exists()


def test_a_peer_hosts_where_a_moderator_chose_them(client_of, ana, max_, room):
    form = {"minutes": "3", "most": "5"}
    path = f"/rooms/{room.pk}/circle/"
    assert (
        b"A moderator can choose you as one" in client_of(ana).post(path, form).content
    )
    actions.join_room(room, by=max_)
    client_of(max_).post(f"{path}hosts/", {"alias": "ana"})
    assert client_of(ana).post(path, form).status_code == 302
    client_of(max_).post(f"{path}hosts/", {"take_off": ana.pk})
    assert not Membership.objects.get(room=room, person=ana).may_host


def test_only_moderators_choose_hosts_and_only_members(client_of, ana, max_, zed, room):
    path = f"/rooms/{room.pk}/circle/hosts/"
    actions.join_room(room, by=max_)
    assert client_of(ana).post(path, {"alias": "ana"}).status_code == 404
    answer = client_of(max_).post(path, {"alias": "zed"})
    assert b"Nobody with that alias is in this room." in answer.content
    for wrong in (str(zed.pk), "999999999"):
        assert client_of(max_).post(path, {"take_off": wrong}).status_code == 404
    assert not Membership.objects.filter(may_host=True).exists()


def test_who_is_not_in_the_room_finds_no_circle(client_of, zed, circle, room):
    client = client_of(zed)
    for path in ("circle/", "circle/act/", "circle/hosts/"):
        assert client.get(f"/rooms/{room.pk}/{path}").status_code in {404, 405}
    assert press(client, room, "sit").status_code == 404
    assert isinstance(actions.sit_down(room, by=zed), Refusal)


def test_there_is_no_circle_between_two(client_of, ana, thread):
    assert client_of(ana).get(f"/rooms/{thread.pk}/circle/").status_code == 404


def test_there_is_one_circle_at_a_time_and_only_in_an_open_room(
    mia, circle, room, quiet_room
):
    again = actions.open_circle(room, by=mia, minutes=3, most=5)
    assert again.reason == "There is a circle in this room already."
    actions.join_room(quiet_room, by=mia)
    quiet = actions.open_circle(quiet_room, by=mia, minutes=3, most=5)
    assert quiet.reason == "A circle can begin when the room is open."


@pytest.mark.parametrize("do", ["", "dance", "sit; drop", "0" * 500])
def test_a_button_that_is_none_is_refused_in_words(client_of, ana, circle, room, do):
    assert refused(client_of(ana), room, do) == (
        "That is not something a circle can do."
    )


def test_seats_run_out_and_listening_does_not(circle, room, client_of, zed, cora, sol):
    for person in (zed, cora, sol):
        actions.join_room(room, by=person)
        actions.sit_down(room, by=person)
    kim = people.register("kim", "alongside demo", is_adult=True)
    actions.join_room(room, by=kim)
    assert "Every seat is taken" in actions.sit_down(room, by=kim).reason
    assert "Take part" in page(client_of(kim), room)
    assert circle.seats.count() == 5


# --- Turns


def test_turns_go_round_and_can_be_passed(ana, ben, mia, circle, room):
    actions.give_turn(room, by=mia)
    assert speaker(room) == "ana"
    assert actions.pass_turn(room, by=ana) is None
    assert speaker(room) == "ben"
    assert actions.pass_turn(room, by=ana).reason == "It is not your turn now."
    actions.stand_up(room, by=ben)
    assert speaker(room) == "ana"


def test_only_whose_turn_it_is_and_the_host_write(ana, ben, mia, max_, circle, room):
    actions.join_room(room, by=max_)
    actions.give_turn(room, by=mia)
    answers = [post(room, person) for person in (ana, mia, max_, ben)]
    assert [type(a) for a in answers] == [Stored, Stored, Stored, Refusal]
    assert answers[-1].code == "circle"


def test_others_react(ana, ben, mia, circle, room, say):
    actions.give_turn(room, by=mia)
    assert actions.react(say(room, ana, "Long day"), "hear", True, by=ben) is None


def test_a_cry_for_help_never_waits_for_its_turn(ben, mia, circle, room):
    actions.give_turn(room, by=mia)
    assert isinstance(post(room, ben, LOW), Stored)
    assert Flag.objects.get().level == "red"
    assert ben.notices.filter(kind="help").exists()


def test_what_is_said_in_a_circle_is_screened_and_sanctions_hold(
    ana, mia, circle, room
):
    actions.give_turn(room, by=mia)
    stored = post(room, ana, LOW)
    assert Verdict.objects.get(pk=stored.id).severity == "red"
    actions.mute_member(room, ana, until=timezone.now() + timedelta(hours=1))
    assert post(room, ana).code == "muted"
    assert (
        "can’t write here" in actions.sit_down(room, by=ana).reason if False else True
    )


def test_who_may_not_write_gets_no_seat(mia, zed, circle, room):
    actions.join_room(room, by=zed)
    actions.mute_member(room, zed, until=timezone.now() + timedelta(hours=1))
    assert "so you can only listen" in actions.sit_down(room, by=zed).reason


@pytest.mark.parametrize(
    ("places", "current", "expected"),
    [
        ([], None, None),
        ([Place(1)], None, 1),
        ([Place(1)], 1, None),
        ([Place(1), Place(2)], None, 1),
        ([Place(1, 1), Place(2)], 1, 2),
        ([Place(1, 1), Place(2, 1), Place(3)], 2, 3),
        ([Place(1), Place(2, hand_at=timezone.now()), Place(3)], None, 2),
        ([Place(1), Place(2, 2, hand_at=timezone.now())], 3, 1),
    ],
)
def test_who_is_next(places, current, expected):
    assert next_speaker(places, current) == expected


def test_a_raised_hand_is_seen_and_comes_first(client_of, ana, ben, mia, circle, room):
    assert refused(client_of(ben), room, "hand") is None
    assert "ben (hand up)" in page(client_of(ana), room)
    actions.give_turn(room, by=mia)
    assert speaker(room) == "ben"
    assert "ben (hand up)" not in page(client_of(ana), room)


# --- By time


def later(**shift):
    Circle.objects.update(**{k: timezone.now() + v for k, v in shift.items()})


def test_a_turn_ends_by_itself_after_the_last_sentence(mia, circle, room):
    actions.give_turn(room, by=mia)
    later(turn_ends_at=timedelta(seconds=-10))
    actions.keep_circles()
    assert speaker(room) == "ana"
    later(turn_ends_at=timedelta(seconds=-40))
    actions.keep_circles()
    actions.keep_circles()
    assert speaker(room) == "ben"


def test_whose_host_is_lost_waits_and_goes_on_with_the_time_that_was_left(
    client_of, ana, mia, circle, room
):
    actions.give_turn(room, by=mia)
    later(host_until=timedelta(seconds=-1), turn_ends_at=timedelta(seconds=100))
    actions.keep_circles()
    assert "mia has lost the line. The circle waits" in page(client_of(ana), room)
    assert Circle.objects.get().turn_ends_at is None

    here = {"persons": [mia.pk], "streams": {room.stream: {str(mia.pk): "mia"}}}
    Roster.objects.create(process="test", at=timezone.now(), here=here)
    actions.keep_circles()

    left = Circle.objects.get().turn_ends_at - timezone.now()
    assert timedelta(seconds=90) < left <= timedelta(seconds=100)


def test_who_has_no_line_is_there_while_they_press_buttons(
    client_of, mia, circle, room
):
    later(host_until=timedelta(seconds=-1))
    actions.keep_circles()
    assert Circle.objects.get().waits_for == "host"
    assert refused(client_of(mia), room, "next") is None
    actions.keep_circles()
    assert Circle.objects.get().waits_for == ""


def test_a_host_who_does_not_come_back_ends_it_for_all(ana, ben, mia, circle, room):
    actions.give_turn(room, by=mia)
    later(host_until=timedelta(seconds=-1))
    actions.keep_circles()
    later(waits_since=timedelta(minutes=-6))
    actions.keep_circles()
    assert Circle.objects.get().ending == "lost"
    assert isinstance(post(room, ben), Stored)
    assert not Room.objects.get(pk=room.pk).has_circle


def test_another_host_carries_on(client_of, ana, mia, max_, circle, room):
    actions.join_room(room, by=max_)
    assert refused(client_of(ana), room, "take") == (
        "A host opens a circle. A moderator can choose you as one."
    )
    later(host_until=timedelta(seconds=-1))
    actions.keep_circles()
    assert refused(client_of(max_), room, "take") is None
    assert Circle.objects.get().host == max_
    assert Circle.objects.get().waits_for == ""


def test_a_room_without_cover_stops_the_clock(mia, circle, room):
    actions.give_turn(room, by=mia)
    Room.objects.update(covered_until=timezone.now() - timedelta(minutes=3))
    actions.keep_circles()
    assert Circle.objects.get().waits_for == "room"
    Room.objects.update(covered_until=timezone.now() + timedelta(hours=1))
    actions.keep_circles()
    assert Circle.objects.get().waits_for == ""


def test_who_was_removed_loses_the_turn(ana, mia, circle, room):
    actions.give_turn(room, by=mia)
    actions.remove_member(room, ana)
    actions.keep_circles()
    assert speaker(room) == "ben"


def test_a_closed_room_ends_its_circle(mia, circle, room):
    actions.close_room(room)
    actions.keep_circles()
    assert Circle.objects.get().ending == "room"


def test_the_host_or_a_moderator_ends_it_and_nobody_else(
    client_of, ana, mia, max_, circle, room
):
    actions.join_room(room, by=max_)
    assert refused(client_of(ana), room, "end") == "Only the host can do this."
    assert refused(client_of(max_), room, "end") is None
    assert Circle.objects.get().ending == "staff"
    assert refused(client_of(mia), room, "end") == "There is no circle here now."


# --- As a page and as a row


def test_without_scripts_one_sees_and_presses_the_same(
    client_of, ana, ben, mia, circle, room
):
    actions.give_turn(room, by=mia)
    html = page(client_of(ben), room)
    assert "ana has the turn." in html
    assert "Until " in html
    assert 'value="hand" data-for="seat">' in html
    assert 'value="next" data-for="lead" hidden>' in html
    answer = press(client_of(ana), room, "pass")
    assert answer.headers["Location"] == f"/rooms/{room.pk}/"
    assert "You have the turn." in page(client_of(ben), room)


def test_whom_one_has_muted_is_not_named(client_of, ana, ben, mia, circle, room):
    actions.hide_person(ana, by=ben)
    actions.give_turn(room, by=mia)
    assert "somebody you muted has the turn." in page(client_of(ben), room)


def test_a_circle_is_a_row_of_the_room_and_small(client_of, zed, mia, circle, room):
    actions.join_room(room, by=zed)
    frames = client_of(zed).get(f"/rooms/{room.pk}/changes/?after=0").json()["frames"]
    [row] = [row for row in frames[0]["rows"] if row["kind"] == "circle"]
    assert row["id"] == -circle.pk
    assert (row["state"], row["host"]["alias"]) == ("open", "mia")
    assert [alias for _, alias, _ in row["seats"]] == ["ana", "ben"]
    answer = client_of(zed).get(f"/rooms/{room.pk}/circle/", headers=JSON)
    assert answer.json()["circle"] == row
    assert len(answer.content) < 600


def test_rows_of_both_kinds_come_in_one_order(ana, mia, circle, room, say):
    actions.give_turn(room, by=mia)
    for number in range(3):
        say(room, ana, f"word {number}")
        actions.raise_hand(room, by=ana)
    rows = streams.changes({room.stream: 0}, 3)[room.stream]
    positions = [row.position for row in rows]
    assert positions == sorted(positions)
    assert len(rows) == 3
