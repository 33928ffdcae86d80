"""A flag becomes worse while somebody has it: it climbs, and one person closes no red."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, alarms, flags
from moderation.appeal_models import Appeal
from moderation.models import Decision, Flag
from people.actions import Refused
from rooms.actions import edit_message
from tests.conftest import make_person
from tests.moderation.conftest import LOW

SOON = timedelta(minutes=5, seconds=5)


@pytest.fixture
def appeal(mine, max_, ana, decide):
    """ana asks to look again at the warning on her words, which are still shown."""
    decide(max_, mine, "warn")
    decision = Decision.objects.get()
    return actions.appeal_decision(decision, by=ana, words="It was about a book.")


def worse(flag):
    flags.raise_flag(flag.message, level="red", concern="suicide")
    flag.refresh_from_db()
    return flag


def answered(appeal, by, version):
    said = {"result": "kept", "answer": "It stays.", "version": version}
    return actions.answer_appeal(appeal, by=by, **said)


# --- Whoever has it looks soon, or loses it


def test_a_red_does_not_lie_for_half_an_hour_in_a_sleeping_hand(mine):
    assert mine.claimed_until > timezone.now() + timedelta(minutes=20)

    assert worse(mine).claimed_until < timezone.now() + SOON


def test_an_emergency_wakes_whoever_keeps_the_flag_for_later(mine, max_, sol):
    actions.keep_flag(mine, by=max_, hours=72, reason="She answers on Monday.")

    actions.start_emergency(mine, by=sol)

    mine.refresh_from_db()
    assert mine.claimed_by == max_
    assert mine.kept_until is None
    assert mine.claimed_until < timezone.now() + SOON


def test_the_gist_is_of_what_weighs_most(mine, max_, client_of):
    Flag.objects.filter(pk=mine.pk).update(concern="rules", level="green")

    worse(mine)

    assert "Suicide" in client_of(max_).get("/moderation/").text


def test_what_becomes_red_while_it_waits_for_a_second_is_back_on_the_board_and_climbs(
    mine, max_, sol, decide
):
    decide(max_, mine, "remove")

    worse(mine)

    assert (mine.state, mine.claimed_by) == ("open", None)
    assert mine.proposals.get().state == "withdrawn"
    called = {alarm.call.person for alarm in alarms.of_flags(timezone.now())}
    assert sol.pk in called


# --- Nobody closes a red alone


def test_answering_an_appeal_does_not_close_what_became_an_emergency(appeal, kit):
    held = actions.claim_flag(appeal.flag, by=kit)
    actions.start_emergency(held, by=kit)
    held.refresh_from_db()

    answered(appeal, kit, held.version)

    held.refresh_from_db()
    assert (held.level, held.state, held.claimed_by) == ("red", "claimed", kit)


def test_answering_an_appeal_does_not_close_words_that_were_changed_to_worse(
    appeal, kit, ana
):
    held = actions.claim_flag(appeal.flag, by=kit)
    edit_message(held.message, by=ana, body=f"{LOW} Goodbye.")
    held.refresh_from_db()

    answered(appeal, kit, held.version)

    held.refresh_from_db()
    assert (held.level, held.state) == ("red", "claimed")


@pytest.mark.parametrize("whose", ["max_", "sol"])
def test_an_emergency_takes_a_flag_from_its_wait_into_the_hands_of_who_began_it(
    client_of, mine, max_, sol, decide, request, whose
):
    decide(max_, mine, "remove")
    by = request.getfixturevalue(whose)

    client_of(by).post(f"/moderation/flags/{mine.pk}/emergency/", {})

    mine.refresh_from_db()
    assert (mine.state, mine.level, mine.claimed_by) == ("claimed", "red", by)
    asked = mine.proposals.get(kind="remove")
    assert asked.state == "withdrawn"
    with pytest.raises(Refused, match="taken back"):
        actions.agree(asked, by=sol, version=mine.version)


def test_an_emergency_about_what_was_to_be_closed_keeps_it_open(
    red, max_, sol, decide, client_of
):
    decide(max_, red, "cover")

    client_of(sol).post(f"/moderation/flags/{red.pk}/emergency/", {})

    red.refresh_from_db()
    assert (red.state, red.claimed_by) == ("claimed", sol)
    assert red.proposals.get(kind="close").state == "withdrawn"


# --- Nobody's appeal is lost


def test_a_flag_is_not_decided_past_an_appeal(appeal, kit, decide):
    actions.claim_flag(appeal.flag, by=kit)

    page = decide(kit, appeal.flag, "no_concern")

    assert page.status_code == 409
    assert "Its author asks us to look again." in page.text
    assert Appeal.objects.get().result == "waiting"
    assert Flag.objects.get(pk=appeal.flag_id).state == "claimed"


def test_a_red_is_not_closed_past_an_appeal_that_came_meanwhile(
    red, max_, sol, ana, decide
):
    decide(max_, red, "cover", stays="on")
    decide(max_, red, "no_concern")
    appeal = actions.appeal_decision(
        Decision.objects.get(outcome="cover"), by=ana, words="Please."
    )
    red.refresh_from_db()
    assert appeal.flag_id == red.pk

    with pytest.raises(Refused, match="asks us to look again"):
        actions.agree(red.proposals.get(), by=sol, version=red.version)


def test_of_two_appeals_on_one_flag_both_are_answered(appeal, kit, ana, max_):
    first = actions.claim_flag(appeal.flag, by=kit)
    actions.release_flag(first, by=kit)
    kim = make_person("kim", "moderator")
    held = actions.claim_flag(first, by=kim)
    said = {"reason": "Again.", "said": "It named how.", "stays": True}
    actions.resolve_flag(held, by=kim, outcome="cover", version=held.version, **said)
    again = Decision.objects.latest("pk")
    second = actions.appeal_decision(again, by=ana, words="And this.")
    actions.release_flag(held, by=kim)
    held = actions.claim_flag(held, by=kit)

    answered(appeal, kit, held.version)

    held.refresh_from_db()
    assert held.state == "claimed"
    answered(second, kit, held.version)
    held.refresh_from_db()
    assert held.state == "resolved"


def test_who_reported_what_was_appealed_is_thanked_too(appeal, kit, ben):
    actions.report_message(appeal.flag.message, by=ben, door="rules")
    held = actions.claim_flag(appeal.flag, by=kit)

    answered(appeal, kit, held.version)

    assert "Thank you." in ben.notices.get(kind="thanks").words
