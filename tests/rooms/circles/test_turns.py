"""Turns in a circle: they go round, are passed, and bind only who may write."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from moderation.models import Flag, Verdict
from realtime.sources import Refusal
from rooms import actions
from rooms.posting import Stored
from rooms.turns import Place, next_speaker
from tests.rooms.circles.conftest import JSON, page, post, press, refused, speaker

AS_JSON = {"headers": JSON}
LOW = "I want to kill myself tonight"


def test_turns_go_round_and_can_be_passed(ana, ben, mia, circle, room):
    actions.give_turn(room, by=mia)
    assert speaker(room) == "ana"
    assert actions.pass_turn(room, by=ana) is None
    assert speaker(room) == "ben"
    actions.stand_up(room, by=ben)
    assert speaker(room) == "ana"


@pytest.mark.parametrize("do", ["next", "pass"])
def test_a_tap_sent_twice_takes_no_turn_from_the_next(
    client_of, ana, ben, mia, circle, room, do
):
    actions.give_turn(room, by=mia)
    client = client_of(mia if do == "next" else ana)
    turn = re.search(r'name="turn" value="(\d+)"', page(client, room))[1]

    answers = [press(client, room, do, turn=turn, **AS_JSON) for _ in range(2)]

    assert speaker(room) == "ben"
    assert [answer.json()["refused"] for answer in answers] == [None, None]


def test_a_host_who_taps_while_somebody_passes_takes_no_turn_from_the_next(
    client_of, ana, mia, circle, room
):
    actions.give_turn(room, by=mia)
    press(client_of(ana), room, "pass")
    press(client_of(mia), room, "next", turn=str(ana.pk))

    assert speaker(room) == "ben"


def test_who_only_listens_has_no_turn_to_pass(zed, circle, room):
    actions.join_room(room, by=zed)

    assert "You are listening" in actions.pass_turn(room, by=zed).reason


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
