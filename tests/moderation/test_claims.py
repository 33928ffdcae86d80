"""A flag has one owner at a time, for as long as they are at work on it."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from moderation import actions, clockwork, flags
from moderation.models import Flag
from people.actions import Refused, suspend_person
from tests.moderation.conftest import LOW
from tests.parts.waiting import is_waited_for


def lapse(flag):
    Flag.objects.filter(pk=flag.pk).update(
        claimed_until=timezone.now() - timedelta(seconds=1)
    )


def test_a_moderator_takes_a_flag(client_of, flag, max_):
    client_of(max_).post(f"/moderation/flags/{flag.pk}/claim/")

    flag.refresh_from_db()
    assert (flag.state, flag.claimed_by) == ("claimed", max_)
    assert flag.first_seen_at is not None


def test_a_second_claim_is_refused_and_names_the_owner(client_of, mine, kit):
    answer = client_of(kit).post(f"/moderation/flags/{mine.pk}/claim/")

    assert answer.status_code == 409
    assert "max has taken this flag." in answer.text
    mine.refresh_from_db()
    assert mine.claimed_by.alias == "max"


def test_who_comes_second_sees_it_without_a_form(client_of, mine, kit):
    page = client_of(kit).get(f"/moderation/flags/{mine.pk}/")

    assert "max has taken this flag." in page.text
    assert "Keep this decision" not in page.text


def test_a_flag_given_back_is_free_for_others(client_of, mine, max_, kit):
    client_of(max_).post(f"/moderation/flags/{mine.pk}/release/")

    assert actions.claim_flag(mine, by=kit).claimed_by == kit


def test_a_lapsed_claim_returns_to_the_board_and_moves_there(mine):
    lapse(mine)
    before = mine.position

    clockwork.return_lapsed_claims()

    mine.refresh_from_db()
    assert (mine.state, mine.claimed_by) == ("open", None)
    assert mine.position > before


def test_a_claim_that_goes_on_stays(mine):
    clockwork.return_lapsed_claims()

    mine.refresh_from_db()
    assert mine.state == "claimed"


def test_a_lapsed_claim_can_be_taken_before_the_clock_comes_by(mine, kit):
    lapse(mine)

    assert actions.claim_flag(mine, by=kit).claimed_by == kit


def test_typing_renews_a_claim_and_what_is_on_screen_stays_good(
    client_of, mine, max_, decide
):
    version = mine.version
    Flag.objects.update(claimed_until=timezone.now() + timedelta(seconds=5))

    answer = client_of(max_).post(
        f"/moderation/flags/{mine.pk}/renew/", headers={"Accept": "application/json"}
    )

    assert answer.json()["until"]
    mine.refresh_from_db()
    assert mine.claimed_until > timezone.now() + timedelta(minutes=4)
    assert mine.version == version


def test_a_claim_that_is_gone_cannot_be_renewed(client_of, mine, max_, kit):
    lapse(mine)
    actions.claim_flag(mine, by=kit)

    answer = client_of(max_).post(
        f"/moderation/flags/{mine.pk}/renew/", headers={"Accept": "application/json"}
    )

    assert answer.json() == {"until": None, "words": "kit has taken this flag."}


def test_nothing_typed_is_lost_when_a_claim_lapses_meanwhile(mine, max_, decide):
    lapse(mine)
    clockwork.return_lapsed_claims()

    typed = {"reason": "Long thought.", "said": "It named how.", "note": "Dear ana"}
    answers = [
        decide(max_, mine, "cover", **typed),
        decide(max_, mine, "mute", minutes="never", **typed),
    ]

    assert [answer.status_code for answer in answers] == [409, 409]
    for answer in answers:
        assert [words for words in typed.values() if words not in answer.text] == []
        assert "went back to the board" in answer.text


def test_taking_it_again_brings_back_what_was_typed(mine, max_, decide, client_of):
    lapse(mine)
    clockwork.return_lapsed_claims()
    late = decide(max_, mine, "cover", said="It named “how”.", rule="methods")
    carried = dict(re.findall(r'hidden" name="([\w-]+)" value="([^"]*)"', late.text))

    page = client_of(max_).post(f"/moderation/flags/{mine.pk}/claim/", carried)

    mine.refresh_from_db()
    assert mine.claimed_by == max_
    form = page.context["form"]
    assert form["said"].value() == "It named “how”."
    assert form["outcome"].value() == "cover"
    assert form["rule"].value() == "methods"
    assert form["version"].value() == mine.version


def test_a_decision_with_no_words_for_the_author_comes_back_too(mine, max_, client_of):
    lapse(mine)
    clockwork.return_lapsed_claims()
    client, path = client_of(max_), f"/moderation/flags/{mine.pk}"
    # As a browser sends it: fields that are not shown are empty, and sent.
    typed = {"outcome": "no_concern", "reason": "She quotes a song."}
    empty = dict.fromkeys(("note", "minutes", "rule", "said"), "")
    late = client.post(f"{path}/decide/", typed | empty | {"version": mine.version})
    carried = dict(re.findall(r'hidden" name="([\w-]+)" value="([^"]*)"', late.text))

    page = client.post(f"{path}/claim/", carried)

    form = page.context["form"]
    assert {name: form[name].value() for name in typed} == typed


def test_answers_about_danger_that_come_too_late_are_shown_again(flag, max_, client_of):
    held = actions.claim_flag(flag, by=max_)
    lapse(held)
    clockwork.return_lapsed_claims()

    known = dict.fromkeys(("thoughts", "plan", "means", "others", "child"), "unknown")
    answer = client_of(max_).post(
        f"/moderation/flags/{flag.pk}/red/", known | {"when": "after the football"}
    )

    assert answer.status_code == 409
    assert "after the football" in answer.text
    assert "A child at risk" in answer.text


def test_a_moderator_may_not_judge_their_own_words(client_of, room, max_, say):
    from rooms.actions import join_room

    join_room(room, by=max_)
    flag = Flag.objects.get(message=say(room, max_, LOW))

    assert client_of(max_).get(f"/moderation/flags/{flag.pk}/").status_code == 404
    with pytest.raises(Refused, match="your own words"):
        actions.claim_flag(flag, by=max_)


def test_a_moderator_suspended_meanwhile_claims_nothing(flag, max_, sol):
    tomorrow = timezone.now() + timedelta(days=1)
    suspend_person(max_, until=tomorrow, by=sol, reason="A complaint.")

    with pytest.raises(Refused):
        actions.claim_flag(flag, by=max_)


def test_a_done_flag_cannot_be_taken(mine, max_, kit, decide):
    decide(max_, mine, "no_concern")

    with pytest.raises(Refused, match="decided"):
        actions.claim_flag(mine, by=kit)


def test_a_look_counts_only_when_the_words_were_shown(
    client_of, thread, ana, max_, say
):
    flag = Flag.objects.get(message=say(thread, ana, LOW))
    client = client_of(max_)

    client.get(f"/moderation/flags/{flag.pk}/")
    client.post(f"/moderation/flags/{flag.pk}/claim/")
    flag.refresh_from_db()
    assert flag.first_seen_at is None

    client.post(f"/moderation/flags/{flag.pk}/look/", {"reason": "She may be unsafe."})
    client.get(f"/moderation/flags/{flag.pk}/")
    flag.refresh_from_db()
    assert flag.first_seen_at is not None


@pytest.mark.skipif(connection.vendor == "sqlite", reason="it has one writer")
def test_a_first_look_is_kept_while_the_flag_moves(at_once, flag, max_):
    held, looked = threading.Event(), threading.Event()

    def move_slowly():
        with transaction.atomic(), flags.moving(flag):
            held.set()
            while not looked.is_set() and not is_waited_for():
                """max looks, or waits until the flag has moved."""

    def look():
        held.wait()
        actions.see_flag(flag, by=max_)
        looked.set()

    at_once(move_slowly, look)

    flag.refresh_from_db()
    assert flag.first_seen_at
