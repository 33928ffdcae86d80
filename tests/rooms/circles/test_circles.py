"""A circle: people take turns, others read and react, and nothing is lost with a line."""

import pytest

from people import actions as people
from realtime.sources import Refusal
from rooms import actions, streams
from rooms.circle_models import Circle
from rooms.models import Membership
from tests.rooms.circles.conftest import JSON, page, press, refused

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


def test_a_circle_opened_or_ended_twice_is_opened_or_ended_once(client_of, mia, room):
    actions.join_room(room, by=mia)
    client = client_of(mia)
    path, form = f"/rooms/{room.pk}/circle/", {"minutes": "3", "most": "5"}
    opened = [client.post(path, form) for _ in range(2)]
    ended = [refused(client, room, "end") for _ in range(2)]

    assert [one.status_code for one in opened] == [302, 302]
    assert ended == [None, None]
    assert Circle.objects.get().ending == "host"


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
    again = actions.open_circle(room, by=mia, minutes=5, most=5)
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
