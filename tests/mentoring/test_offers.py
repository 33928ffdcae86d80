"""From a request to a pair: who is asked, who says yes, and what is pointed out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring import clockwork, waiting
from mentoring.actions import asking, matching, pairing
from mentoring.models import (
    Match,
    Mentorship,
    Request,
)
from people.actions import Refused, suspend_person
from tests.mentoring.offering import FEW, told, words_of
from tests.parts.reading import without_tokens

pytestmark = pytest.mark.usefixtures("programme")


def test_a_coordinator_reads_reasons_and_asks(client_of, mentor_of, asks, mia, cora):
    mentor_of(mia, "Sleep and tiredness")
    path = f"/mentors/waiting/{asks.pk}/"

    page = words_of(client_of(cora).get(path))
    assert "Can help with: Sleep and tiredness." in page

    client_of(cora).post(f"{path}ask/", {"mentor": mia.pk})
    assert "Somebody would like a mentor" in told(mia)


def test_the_mentor_says_yes_then_the_mentee_and_they_have_a_thread(
    client_of, mentor_of, asks, ana, mia, cora
):
    mentor_of(mia)
    match = matching.offer_match(asks, [mia], by=cora)
    path = f"/mentors/offers/{match.pk}/"

    client_of(mia).post(path, {"answer": "yes"})
    assert FEW["few_words"] in words_of(client_of(ana).get(path))
    answer = client_of(ana).post(path, {"answer": "yes"})

    room = Mentorship.objects.get().room_id
    assert answer["Location"] == f"/threads/{room}/"
    assert not waiting.everyone().exists()


def test_the_mentee_is_not_shown_to_the_mentor_before_they_say_yes(
    client_of, mentor_of, asks, mia, cora
):
    mentor_of(mia)
    match = matching.offer_match(asks, [mia], by=cora)

    page = words_of(client_of(mia).get(f"/mentors/offers/{match.pk}/"))
    assert "Sleep and tiredness" in page
    assert "ana" not in without_tokens(page).replace("manage", "")


def test_a_no_asks_the_next_and_then_the_coordinator_is_told(
    mentor_of, asks, mia, ben, cora
):
    mentor_of(mia)
    mentor_of(ben)
    match = matching.offer_match(asks, [mia, ben], by=cora)

    matching.answer_as_mentor(match, False, by=mia)
    second = Match.objects.get(state="mentor")
    assert second.mentor == ben

    matching.answer_as_mentor(second, False, by=ben)
    assert "No mentor is asked for ana now." in told(cora)


def test_three_days_without_an_answer_ask_the_next(mentor_of, asks, mia, ben, cora):
    mentor_of(mia)
    mentor_of(ben)
    match = matching.offer_match(asks, [mia, ben], by=cora)
    Match.objects.filter(pk=match.pk).update(answer_by=timezone.now())

    clockwork.lapse_matches()
    clockwork.lapse_matches()

    states = Match.objects.order_by("order").values_list("state", flat=True)
    assert list(states) == ["lapsed", "mentor"]


def test_a_mentee_says_no_without_a_reason(mentor_of, asks, ana, mia, cora):
    mentor_of(mia)
    match = matching.offer_match(asks, [mia], by=cora)
    matching.answer_as_mentor(match, True, by=mia)

    matching.answer_as_mentee(match, False, by=ana)

    assert not Mentorship.objects.exists()
    assert waiting.mentees([asks])[0].not_again == {mia.pk}


def test_a_suggestion_is_rejected_with_a_reason(client_of, mentor_of, asks, mia, cora):
    mentor_of(mia)
    path = f"/mentors/waiting/{asks.pk}/"

    client_of(cora).post(f"{path}reject/", {"mentor": mia.pk, "reason": "Too far"})

    page = words_of(client_of(cora).get(path))
    assert "Nobody fits at the moment." in page
    assert "Too far" in page


def test_a_rejection_without_a_reason_changes_nothing(
    client_of, mentor_of, asks, mia, cora
):
    mentor_of(mia)
    client_of(cora).post(f"/mentors/waiting/{asks.pk}/reject/", {"mentor": mia.pk})
    assert not Match.objects.exists()


def test_a_reason_that_is_too_long_comes_back_whole(
    client_of, mentor_of, asks, mia, cora
):
    mentor_of(mia)
    client, path = client_of(cora), f"/mentors/waiting/{asks.pk}/"
    assert 'name="reason" required' in client.get(path).text
    reason = "a" * 300 + " the end"

    answer = client.post(f"{path}reject/", {"mentor": mia.pk, "reason": reason})

    assert "That is 8 characters too many." in answer.text
    assert f"{reason}</textarea>" in answer.text
    assert not Match.objects.exists()


@pytest.mark.parametrize("mentor", ["", "x", "0", "9" * 30])
def test_asking_nobody_is_pointed_out(mentor, client_of, asks, cora):
    path = f"/mentors/waiting/{asks.pk}/ask/"
    page = client_of(cora).post(path, {"mentor": mentor}, follow=True)
    assert "Choose a mentor." in words_of(page)


def test_a_second_coordinator_cannot_match_a_carer_again(
    mentor_of, asks, mia, ben, cora, sol
):
    mentor_of(mia)
    mentor_of(ben)
    matching.offer_match(asks, [mia], by=cora)

    with pytest.raises(Refused, match="cora has asked mia for them already"):
        matching.offer_match(asks, [ben], by=sol)


def test_a_second_coordinator_reads_who_asked_whom_and_what_was_chosen_is_not_sent(
    client_of, mentor_of, asks, mia, ben, cora, sol
):
    mentor_of(mia)
    mentor_of(ben)
    path = f"/mentors/waiting/{asks.pk}/"
    second = client_of(sol)
    second.get(path)
    client_of(cora).post(f"{path}ask/", {"mentor": mia.pk})

    page = words_of(second.post(f"{path}ask/", {"mentor": ben.pk}, follow=True))

    assert "cora has asked mia for them already. Nobody else is asked." in page
    assert "mia is asked until" in page
    assert not told(ben).count("Somebody would like a mentor")


@pytest.mark.parametrize("act", ["", "ask/", "reject/"])
def test_a_page_of_somebody_who_waits_no_longer_says_so(
    act, client_of, mentor_of, asks, ana, mia, cora
):
    mentor_of(mia)
    asking.withdraw_request(asks, by=ana)
    client, path = client_of(cora), f"/mentors/waiting/{asks.pk}/{act}"
    wish = {"mentor": mia.pk, "reason": "Too far"}

    page = (
        client.post(path, wish, follow=True) if act else client.get(path, follow=True)
    )

    assert "ana: They do not wait for a mentor any more." in words_of(page)
    assert not Match.objects.exists()


def test_a_reason_against_somebody_just_asked_is_kept_and_the_offer_stands(
    client_of, mentor_of, asks, mia, cora, sol
):
    mentor_of(mia)
    matching.offer_match(asks, [mia], by=cora)

    path = f"/mentors/waiting/{asks.pk}/reject/"
    wish = {"mentor": mia.pk, "reason": "Too far"}
    page = words_of(client_of(sol).post(path, wish, follow=True))

    assert "But they were asked meanwhile, and may say yes." in page
    assert "Too far" in page
    assert Match.objects.filter(state="mentor").count() == 1


def test_the_best_whole_asks_the_pairs_that_were_read_and_says_which_were_not(
    client_of, mentor_of, asks, mia, ben, zed, cora, sol
):
    mentor_of(mia)
    mentor_of(ben)
    other = asking.ask_for_mentor(by=zed, topics=[], languages=["en"])
    matching.offer_match(asks, [ben], by=cora)

    pairs = [f"{asks.pk}-{mia.pk}", f"{other.pk}-{mia.pk}"]
    answer = client_of(sol).post("/mentors/everyone/", {"pair": pairs}, follow=True)

    page = words_of(answer)
    assert "ana: cora has asked ben for them already. Nobody else is asked." in page
    assert "The other mentors whom you chose are asked." in page
    assert Match.objects.get(request=other).mentor == mia


@pytest.mark.parametrize(
    "pair", ["", "x", "7", "0-0", "x-y", "9-9", f"{2**63}-{2**64}"]
)
def test_pairs_that_are_none_ask_nobody(pair, client_of, mentor_of, asks, mia, cora):
    mentor_of(mia)
    sent = {"pair": pair} if pair else {}

    page = client_of(cora).post("/mentors/everyone/", sent, follow=True)

    assert "Choose at least one." in words_of(page)
    assert not Match.objects.exists()


def test_everyone_who_waits_is_matched_at_once(client_of, mentor_of, asks, mia, cora):
    mentor_of(mia)
    client = client_of(cora)
    assert "mia for ana" in words_of(client.get("/mentors/everyone/"))

    client.post("/mentors/everyone/", {"pair": f"{asks.pk}-{mia.pk}"})

    assert Match.objects.get().state == "mentor"


def test_three_weeks_of_waiting_are_pointed_out_once(client_of, asks, cora):
    long_ago = timezone.now() - timedelta(days=22)
    Request.objects.update(asked_at=long_ago)

    clockwork.point_out_long_waits()
    clockwork.point_out_long_waits()

    assert told(cora).count("ana has waited three weeks") == 1
    assert "Over three weeks" in words_of(client_of(cora).get("/mentors/"))


def test_a_suspended_mentor_is_skipped(mentor_of, asks, mia, ben, cora, sol):
    mentor_of(mia)
    mentor_of(ben)
    match = matching.offer_match(asks, [mia, ben], by=cora)
    suspend_person(ben, until=None, by=sol, reason="away")

    matching.answer_as_mentor(match, False, by=mia)

    assert not Match.objects.filter(state__in=Match.OPEN).exists()


def test_a_busy_thread_leaves_less_room(mentor_of, mia, ana, cora, say):
    mentor_of(mia, most=2)
    thread = pairing.pair(mia, ana, by=cora).room
    assert waiting.mentors()[0].places == 1
    for n in range(30):
        say(thread, ana, f"line {n}")

    assert waiting.mentors()[0].places == 0
