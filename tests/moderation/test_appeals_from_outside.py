"""Who is kept out reads why, and appeals, from outside."""

import pytest
from django.test import Client

from moderation import actions
from moderation.appeal_models import Appeal
from moderation.models import Decision, Flag
from rooms.actions import join_room
from tests.conftest import PASSPHRASE
from tests.moderation.conftest import LOW
from tests.moderation.test_appeals import SAID


@pytest.fixture
def kept_out(mine, max_, decide):
    decide(max_, mine, "suspend", said="You threatened somebody.")


def test_who_is_kept_out_reads_why_and_appeals(kept_out, ana):
    door = Client()
    assert "threatened" not in door.get("/look-again/").text

    page = door.post(
        "/look-again/", {"alias": "ana", "passphrase": PASSPHRASE}, follow=True
    )
    assert "You threatened somebody." in page.text
    door.post("/look-again/ask/", {"words": "It was a joke."})

    assert Appeal.objects.get().words == "It was a joke."
    assert door.get("/").status_code == 200
    assert door.get("/rooms/").status_code == 302


def test_nobody_else_reads_why(kept_out, ben):
    door = Client()

    wrong = door.post("/look-again/", {"alias": "ana", "passphrase": "wrong"})
    assert "do not match" in wrong.text
    page = door.post(
        "/look-again/", {"alias": "ben", "passphrase": PASSPHRASE}, follow=True
    )

    assert "threatened" not in page.text
    assert "Nobody keeps you out." in page.text
    door.post("/look-again/ask/", {"words": "For ana."})
    assert not Appeal.objects.exists()


def prove(door, alias):
    return door.post(
        "/look-again/", {"alias": alias, "passphrase": PASSPHRASE}, follow=True
    )


def test_a_session_that_was_planted_reads_nothing(kept_out, ana, ben):
    door = Client()
    prove(door, "ben")
    planted = door.cookies["session"].value

    prove(door, "ana")

    assert door.cookies["session"].value != planted


def test_who_signs_in_next_on_this_phone_reads_nothing(kept_out, ana, ben):
    door = Client()
    prove(door, "ana")
    door.force_login(ben)

    assert "threatened" not in door.get("/look-again/").text


def test_an_appeal_about_an_own_message_of_a_moderator_is_for_others(
    room, max_, sol, say, client_of
):
    join_room(room, by=max_)
    flag = actions.claim_flag(Flag.objects.get(message=say(room, max_, LOW)), by=sol)
    said = {"reason": "A method.", "said": SAID, "stays": True}
    actions.resolve_flag(flag, by=sol, outcome="cover", version=flag.version, **said)
    decision = Decision.objects.get()

    actions.release_flag(flag, by=sol)
    actions.appeal_decision(decision, by=max_, words="Please.")

    path = f"/moderation/flags/{flag.pk}/"
    assert client_of(max_).get(path).status_code == 404
