"""Every open case is accepted by name; what nobody accepts calls who is on call."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, audit, clockwork
from moderation.actions import handing_over
from moderation.audit_models import AuditEntry
from moderation.shift_models import CheckOut, Handover
from people.actions import Refused, suspend_person
from tests.conftest import make_person
from tests.moderation.handing_over.conftest import called, later, owner


def test_a_case_stays_with_its_owner_until_it_is_accepted(night, max_, kit, client_of):
    path = f"/moderation/flags/{night.pk}/offer/"
    answer = client_of(max_).post(path, {"to": kit.pk}, follow=True)

    assert "kit is asked" in answer.text
    assert owner(night) == max_
    assert kit.notices.filter(kind="handover").exists()


def test_accepting_makes_it_theirs_and_tells_who_gave_it(
    offered, night, max_, kit, client_of
):
    client = client_of(kit)
    assert "From max" in client.get("/moderation/handover/").text

    client.post(f"/moderation/handover/{offered.pk}/accept/")

    assert owner(night) == kit
    assert "kit has accepted" in max_.notices.get(kind="handover").words
    kinds = list(AuditEntry.objects.order_by("number").values_list("kind", flat=True))
    assert kinds[-2:] == ["handed_over", "accepted"]
    assert audit.verify().problems == []


def test_many_cases_ask_the_database_no_more_than_few(
    night, max_, ben, room, say, client_of, django_assert_max_num_queries
):
    client = client_of(max_)
    for number in range(12):
        said = say(room, ben, f"I want to die, {number}")
        actions.claim_flag(said.flags.get(), by=max_)

    with django_assert_max_num_queries(12):
        page = client.get("/moderation/handover/").text

    assert page.count("to take the case about") == 13


def test_the_pages_never_show_what_was_written(offered, max_, kit, client_of):
    for person in (max_, kit):
        assert "tablets" not in client_of(person).get("/moderation/handover/").text


def test_saying_no_asks_no_reason_and_leaves_it_where_it_was(
    offered, night, max_, kit, client_of
):
    client_of(kit).post(f"/moderation/handover/{offered.pk}/decline/")

    assert owner(night) == max_
    assert "kit can’t take it" in client_of(max_).get("/moderation/handover/").text


def test_asking_somebody_else_takes_the_first_offer_back(offered, night, max_, kit):
    lou = make_person("lou", "moderator")
    actions.start_shift([], by=lou)

    second = handing_over.offer_case(night, lou, by=max_)

    with pytest.raises(Refused, match="no longer waiting"):
        handing_over.accept_case(offered, by=kit)
    handing_over.accept_case(second, by=lou)
    assert owner(night) == lou


def test_it_is_offered_only_to_who_is_on_shift(night, max_, sol, client_of):
    path = f"/moderation/flags/{night.pk}/offer/"

    for to in (sol.pk, max_.pk, "", "kit", 2**70):
        answer = client_of(max_).post(path, {"to": to})
        assert answer.context["cases"][0]["form"].errors["to"]
    assert not Handover.objects.exists()


def test_who_is_asked_must_still_be_on_shift(night, max_, kit):
    actions.end_shift(by=kit)

    with pytest.raises(Refused, match="not on shift"):
        handing_over.offer_case(night, kit, by=max_)


def test_nobody_is_handed_a_flag_about_their_own_words(
    covered_room, max_, kit, say, be_here
):
    from moderation.models import Flag
    from rooms.actions import join_room

    join_room(covered_room, by=kit)
    flag = Flag.objects.get(message=say(covered_room, kit, "I want to kill myself."))
    flag = actions.claim_flag(flag, by=max_)
    actions.start_shift([], by=kit)

    with pytest.raises(Refused, match="can’t be theirs"):
        handing_over.offer_case(flag, kit, by=max_)


# --- Faults


def out(person, by):
    tomorrow = timezone.now() + timedelta(days=1)
    suspend_person(person, until=tomorrow, by=by, reason="A complaint.")


def test_a_moderator_suspended_mid_claim_holds_nothing(night, max_, sol):
    out(max_, sol)
    clockwork.return_lapsed_claims()

    night.refresh_from_db()
    assert (night.state, night.claimed_by) == ("open", None)
    with pytest.raises(Refused):
        actions.claim_flag(night, by=max_)


def test_a_receiver_suspended_mid_handover_cannot_accept_and_it_calls(
    offered, kit, on_call, sol, monkeypatch
):
    out(kit, sol)

    with pytest.raises(Refused):
        handing_over.accept_case(offered, by=kit)
    later(monkeypatch, 5)
    clockwork.climb()
    assert called(sol)


def test_a_giver_suspended_mid_handover_leaves_the_offer_standing(
    offered, night, max_, kit, sol
):
    out(max_, sol)

    handing_over.accept_case(offered, by=kit)

    assert owner(night) == kit


def test_accepting_and_taking_at_the_same_moment_have_one_owner(
    at_once, offered, night, max_, kit, sol
):
    actions.end_shift(by=max_)

    answers = at_once(
        lambda: handing_over.accept_case(offered, by=kit),
        lambda: actions.claim_flag(night, by=sol),
    )

    assert owner(night) in {kit, sol}
    assert sum(isinstance(answer, str) for answer in answers) == 1


@pytest.mark.parametrize("who", ["zed", "ana", "cora", "max_", "sol"])
def test_an_offer_is_for_whoever_was_asked(who, offered, client_of, request):
    client = client_of(request.getfixturevalue(who))

    for verb in ("accept", "decline"):
        path = f"/moderation/handover/{offered.pk}/{verb}/"
        assert client.post(path).status_code == 404


@pytest.mark.parametrize("who", ["zed", "ana", "cora", "sol"])
def test_only_its_owner_hands_a_case_over(who, night, kit, client_of, request):
    client = client_of(request.getfixturevalue(who))
    path = f"/moderation/flags/{night.pk}/offer/"

    assert client.post(path, {"to": kit.pk}).status_code == 404


# --- After a shift


def test_who_asks_for_a_call_is_on_the_leads_board_until_somebody_has(
    night, max_, sol, client_of
):
    fields = {"answer": "call", "note": "I keep thinking of it."}
    client_of(max_).post("/moderation/shift/end/", fields)
    client = client_of(sol)
    assert "Please call me today" in client.get("/moderation/").text
    assert (
        "keep thinking"
        not in client_of(make_person("lou", "moderator")).get("/moderation/").text
    )

    client.post(f"/moderation/spoken/{max_.pk}/")

    assert "Please call me today" not in client.get("/moderation/").text
    assert CheckOut.objects.get().spoken_by == sol


def test_the_question_can_be_left_empty_and_a_wrong_answer_is_refused(
    night, max_, client_of
):
    client = client_of(max_)
    wrong = client.post("/moderation/shift/end/", {"answer": "fine", "note": "x"})
    assert "Please choose from the list." in wrong.text

    client.post("/moderation/shift/end/")

    assert not CheckOut.objects.exists()
    assert "You are not on shift" in client.get("/moderation/shift/").text


@pytest.mark.parametrize("who", ["zed", "max_", "cora"])
def test_only_leads_say_that_they_have_spoken(who, max_, client_of, request):
    client = client_of(request.getfixturevalue(who))

    assert client.post(f"/moderation/spoken/{max_.pk}/").status_code == 404
