"""The desk is for moderators who have shown their second factor, and for nobody else."""

import pytest
from django.test import Client

from moderation.source import BoardSource
from realtime.sources import Visitor
from tests.conftest import make_person
from tests.moderation.conftest import LOW

PAGES = ["/moderation/", "/moderation/flags/{flag}/", "/moderation/shift/"]
FORMS = [
    "/moderation/flags/{flag}/claim/",
    "/moderation/flags/{flag}/renew/",
    "/moderation/flags/{flag}/release/",
    "/moderation/flags/{flag}/decide/",
    "/moderation/flags/{flag}/look/",
    "/moderation/shift/start/",
    "/moderation/shift/end/",
]


@pytest.mark.parametrize("who", ["zed", "ana", "mia", "cora"])
@pytest.mark.parametrize("path", PAGES)
def test_the_desk_is_not_there_for_others(path, who, flag, client_of, request):
    client = client_of(request.getfixturevalue(who))

    assert client.get(path.format(flag=flag.pk)).status_code == 404


@pytest.mark.parametrize("path", FORMS)
def test_zed_can_do_nothing_at_the_desk(path, flag, zed, client_of):
    path = path.format(flag=flag.pk)

    assert client_of(zed).post(path).status_code == 404
    flag.refresh_from_db()
    assert flag.state == "open"


@pytest.mark.parametrize("path", PAGES)
def test_a_moderator_shows_a_second_factor_first(path, flag, max_, client_of):
    answer = client_of(max_, verified=False).get(path.format(flag=flag.pk))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/second-factor/")


@pytest.mark.parametrize("path", FORMS)
def test_without_a_second_factor_nothing_is_done(path, flag, max_, client_of):
    client_of(max_, verified=False).post(path.format(flag=flag.pk))

    flag.refresh_from_db()
    assert flag.state == "open"
    assert not max_.shifts.exists()


@pytest.mark.parametrize("path", FORMS)
def test_what_changes_something_is_never_a_link(path, flag, max_, client_of):
    assert client_of(max_).get(path.format(flag=flag.pk)).status_code == 405


def test_a_flag_that_is_not_there_looks_like_one_that_is_forbidden(max_, client_of):
    assert client_of(max_).get("/moderation/flags/999999/").status_code == 404


def test_forms_need_their_token(flag, max_):
    client = Client(enforce_csrf_checks=True)
    client.force_login(max_)

    answer = client.post(f"/moderation/flags/{flag.pk}/claim/")

    assert answer.status_code == 403


@pytest.mark.parametrize("who", ["zed", "ana", "max_", "cora"])
def test_measures_are_for_leads(who, client_of, request):
    client = client_of(request.getfixturevalue(who))

    assert client.get("/evaluation/").status_code == 404


def test_a_lead_shows_a_second_factor_before_the_measures(sol, client_of):
    assert client_of(sol, verified=False).get("/evaluation/").status_code == 302


def test_who_is_no_longer_a_moderator_has_no_desk(flag, max_, client_of):
    client = client_of(max_)
    max_.role = "peer"
    max_.save()

    assert client.get("/moderation/").status_code == 404


def test_a_lead_is_a_moderator_too(flag, client_of):
    kim = make_person("kim", "lead")

    assert client_of(kim).get(f"/moderation/flags/{flag.pk}/").status_code == 200


# --- The board as a stream


def follower(person, *, verified=True):
    return Visitor(person.pk, person.alias, "", verified, False)


@pytest.mark.parametrize("who", ["zed", "ana", "mia", "cora"])
def test_others_may_not_follow_the_board(who, request):
    asking = (follower(request.getfixturevalue(who)), "flags")

    assert BoardSource().admit([asking]) == [False]


def test_a_moderator_follows_the_board_after_a_second_factor(max_):
    board = BoardSource()

    shown, not_shown = follower(max_), follower(max_, verified=False)

    assert board.admit([(shown, "flags"), (not_shown, "flags")]) == [True, False]


def test_the_stream_carries_no_text(flag):
    rows = (
        BoardSource().latest("flags", 50)
        + BoardSource().changes({"flags": 0}, 50)["flags"]
    )

    assert len(rows) == 2
    assert LOW not in str(rows)
    assert "tablets" not in str(rows)


def test_a_flag_that_is_done_leaves_the_board(flag, max_, mine, decide):
    decide(max_, mine, "no_concern")
    board = BoardSource()

    assert board.latest("flags", 50) == []
    assert board.changes({"flags": 0}, 50)["flags"][0].data["state"] == "resolved"
