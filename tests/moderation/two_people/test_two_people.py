"""What takes two people: lasting removal, closing a red, and an emergency that one begins."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, audit, clockwork
from moderation.actions.erasing import erase_flags
from moderation.audit_models import AuditEntry
from moderation.models import Decision, Flag
from moderation.seconding_models import Proposal
from people.actions import Refused, suspend_person
from tests.conftest import make_person
from tests.moderation.two_people.conftest import state_of

# --- Lasting removal


def test_nobody_is_removed_until_a_second_person_agrees(
    client_of, mine, max_, sol, ana, room, decide, answer
):
    decide(max_, mine, "remove")
    assert client_of(ana).get(f"/rooms/{room.pk}/").status_code == 200
    assert state_of(mine) == "second"
    assert not Decision.objects.exists()

    answer(sol, "yes")

    assert client_of(ana).get(f"/rooms/{room.pk}/").status_code == 404
    assert state_of(mine) == "resolved"
    assert Decision.objects.get().by == max_
    assert Proposal.objects.get().second == sol
    assert "Two moderators" in ana.notices.get(kind="removed").words


@pytest.mark.parametrize(
    ("which", "outcome", "words"),
    [
        ("mine", "remove", "It is done once a second person agrees."),
        ("red", "no_concern", "The flag stays open until a second person agrees."),
    ],
)
def test_who_decides_is_told_that_it_waits_for_a_second_person(
    which, outcome, words, request, max_, decide
):
    kept = decide(max_, request.getfixturevalue(which), outcome)

    assert words in kept.client.get(kept.url).text


def test_what_one_person_decides_waits_for_nobody(mine, max_, decide):
    kept = decide(max_, mine, "no_concern")

    board = kept.client.get(kept.url).text
    assert "Your decision is kept." in board
    assert "a second person agrees" not in board


def test_who_asks_cannot_be_the_second_person(mine, max_, decide, answer):
    decide(max_, mine, "remove")

    page = answer(max_, "yes")

    assert page.status_code == 409
    assert "must be somebody else" in page.text
    assert state_of(mine) == "second"


def test_who_does_not_agree_says_why_and_the_flag_is_free_again(
    mine, max_, sol, decide, answer
):
    decide(max_, mine, "remove")
    assert "Please say why not." in answer(sol, "no").text

    answer(sol, "no", answer="She had a bad night.")

    assert state_of(mine) == "open"
    assert "did not agree" in max_.notices.get(kind="seconded").words
    assert "bad night" not in max_.notices.get(kind="seconded").words


def test_who_asked_can_take_it_back(client_of, mine, max_, sol, decide, answer):
    decide(max_, mine, "remove")
    proposal = Proposal.objects.get()
    path = f"/moderation/flags/{mine.pk}/second/{proposal.pk}/withdraw/"
    assert client_of(sol).post(path).status_code == 409

    client_of(max_).post(path)

    assert state_of(mine) == "claimed"
    assert "has been taken back" in answer(sol, "yes").text


def test_a_flag_that_waits_cannot_be_claimed_or_decided(mine, max_, sol, decide):
    decide(max_, mine, "remove")

    with pytest.raises(Refused, match="max has asked for a second person"):
        actions.claim_flag(mine, by=sol)
    assert decide(max_, mine, "cover").status_code == 409


def test_a_second_person_answers_what_they_saw(mine, max_, sol, ben, decide, answer):
    decide(max_, mine, "remove")
    Flag.objects.filter(pk=mine.pk).update(level="yellow")
    seen = Flag.objects.get(pk=mine.pk).version

    actions.report_message(mine.message, by=ben, door="worried")

    page = answer(sol, "yes", version=seen)
    assert "has changed since you opened it" in page.text
    assert state_of(mine) == "second"


def test_of_two_leads_at_once_one_is_heard(at_once, mine, max_, sol):
    kim = make_person("kim", "lead")
    said = {"reason": "Again.", "said": "You wrote it again.", "version": mine.version}
    proposal = actions.resolve_flag(mine, by=max_, outcome="remove", **said)
    version = Flag.objects.get().version

    answers = at_once(
        lambda: actions.agree(proposal, by=sol, version=version),
        lambda: actions.disagree(proposal, by=kim, version=version, answer="Not yet."),
    )

    refused = [answer for answer in answers if isinstance(answer, str)]
    proposal.refresh_from_db()
    assert refused == [f"{proposal.second.alias} has answered this already."]
    assert Decision.objects.count() == (proposal.state == "agreed")


def test_what_a_suspended_moderator_asked_for_is_not_done(mine, max_, sol, decide):
    decide(max_, mine, "remove")
    tomorrow = timezone.now() + timedelta(days=1)
    suspend_person(max_, until=tomorrow, by=sol, reason="A complaint.")

    clockwork.return_lapsed_claims()

    assert state_of(mine) == "open"
    assert Proposal.objects.get().state == "withdrawn"


# --- The charity's own steps


def test_a_lead_writes_the_steps_and_moderators_see_them(client_of, flag, max_, sol):
    form = {"steps": "Ring Sol.\nThen 999.", "review_on": "2099-01-01"}

    client_of(sol).post("/moderation/policies/emergency/", form)

    page = client_of(max_).get(f"/moderation/flags/{flag.pk}/").text
    assert "<li>Ring Sol.</li>" in page


# --- What is kept of it, and for how long


def test_who_asked_and_who_answered_stand_in_the_audit(mine, max_, sol, decide, answer):
    decide(max_, mine, "remove")
    answer(sol, "no", answer="She had a bad night.")

    kept = AuditEntry.objects.filter(kind__in=["asked", "answered"])
    entries = kept.order_by("number")
    assert list(entries.values_list("by", flat=True)) == [max_.pk, sol.pk]
    assert audit.verify().problems == []


def test_what_was_said_about_an_erased_flag_goes_too(red, max_, sol, decide, answer):
    decide(max_, red, "cover", reason="A method.")
    answer(sol, "yes")

    erase_flags([red], by=sol, why="They asked.")

    assert Proposal.objects.get().reason == ""
    assert red.red_answers.get().when == ""
    assert audit.verify().problems == []


@pytest.mark.parametrize("agrees", ["yes", "no"])
def test_an_answer_tapped_twice_is_given_once(
    mine, max_, sol, decide, client_of, agrees
):
    decide(max_, mine, "remove")
    proposal = Proposal.objects.get()
    mine.refresh_from_db()
    path = f"/moderation/flags/{mine.pk}/second/{proposal.pk}/"
    sent = {"agrees": agrees, "version": mine.version, "answer": "Not yet."}

    pages = [client_of(sol).post(path, sent, follow=True) for _ in range(2)]

    assert all("Thank you. Your answer is kept." in page.text for page in pages)
    assert max_.notices.filter(kind="seconded").count() == 1
