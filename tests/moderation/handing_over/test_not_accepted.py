"""A case that was offered and that nobody accepts calls who is on call."""

import pytest

from moderation import actions, clockwork
from moderation.actions import handing_over
from moderation.paging_models import Page
from people.actions import Refused
from tests.moderation.handing_over.conftest import called, later, owner


def test_what_is_not_accepted_in_five_minutes_calls_who_is_on_call(
    offered, on_call, sol, monkeypatch
):
    clockwork.climb()
    assert not called(sol)

    later(monkeypatch, 5)
    clockwork.climb()

    assert called(sol)


def test_what_is_accepted_calls_nobody(offered, kit, on_call, sol, monkeypatch):
    handing_over.accept_case(offered, by=kit)

    later(monkeypatch, 6)
    clockwork.climb()

    assert not called(sol)


def test_one_call_is_one_call_however_often_the_clock_looks(
    offered, on_call, sol, monkeypatch
):
    later(monkeypatch, 6)
    clockwork.climb()
    clockwork.climb()

    assert Page.objects.filter(key__startswith="handover:", step="on_call").count() == 1


def test_with_an_empty_list_it_is_the_leads(offered, sol, monkeypatch):
    later(monkeypatch, 5)

    clockwork.climb()

    page = Page.objects.get(person=sol, key__startswith="handover:")
    assert page.step == "lead"


def test_a_clock_that_was_set_back_still_calls(offered, on_call, sol, monkeypatch):
    later(monkeypatch, -90)

    clockwork.climb()

    assert called(sol)


def test_ending_a_shift_puts_what_one_holds_back_and_calls_if_nobody_takes_it(
    night, max_, client_of, on_call, sol, monkeypatch
):
    client = client_of(max_)
    assert "You still hold a case" in client.get("/moderation/shift/").text

    client.post("/moderation/shift/end/", {"answer": "well"})
    assert owner(night) is None
    later(monkeypatch, 5)
    clockwork.climb()

    assert called(sol)


def test_who_was_asked_can_still_accept_after_the_giver_has_gone(
    offered, night, max_, kit
):
    actions.end_shift(by=max_)

    handing_over.accept_case(offered, by=kit)

    assert owner(night) == kit


def test_a_no_after_the_giver_has_gone_calls_at_once(offered, max_, kit, on_call, sol):
    actions.end_shift(by=max_)
    handing_over.decline_case(offered, by=kit)

    clockwork.climb()

    assert called(sol)


def test_taking_it_from_the_board_settles_it(
    night, max_, kit, on_call, sol, monkeypatch
):
    actions.end_shift(by=max_)
    actions.claim_flag(night, by=kit)

    later(monkeypatch, 4)
    clockwork.climb()

    assert not called(sol)


def test_who_comes_back_and_takes_it_again_calls_nobody(
    night, max_, on_call, monkeypatch
):
    actions.end_shift(by=max_)
    actions.start_shift([], by=max_)
    actions.claim_flag(night, by=max_)

    later(monkeypatch, 6)
    clockwork.climb()

    assert not Page.objects.filter(key__startswith="handover").exists()


def test_what_waits_for_a_second_person_is_not_accepted_nor_called_for(
    red, max_, kit, on_call, decide, monkeypatch
):
    for person in (max_, kit):
        actions.start_shift([], by=person)
    handover = handing_over.offer_case(red, kit, by=max_)

    decide(max_, red, "no_concern")

    with pytest.raises(Refused, match="no longer waiting for you"):
        handing_over.accept_case(handover, by=kit)
    later(monkeypatch, 6)
    clockwork.climb()
    assert not Page.objects.filter(key__startswith="handover").exists()
    assert red.proposals.get().state == "waiting"


def test_what_was_decided_meanwhile_is_no_longer_handed_over(offered, night, max_, kit):
    from moderation.models import Flag

    Flag.objects.filter(pk=night.pk).update(state="resolved")

    with pytest.raises(Refused, match="no longer waiting"):
        handing_over.accept_case(offered, by=kit)
