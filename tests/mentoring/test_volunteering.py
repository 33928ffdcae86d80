"""Offering to mentor, what is checked first, and what runs out."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mentoring import clockwork
from mentoring.actions import matching, volunteering
from mentoring.models import (
    Requirement,
    Volunteer,
)
from people.actions import Refused
from people.models import Notice
from tests.mentoring.offering import FEW, in_order, told, words_of

pytestmark = pytest.mark.usefixtures("programme")


def test_a_peer_offers_and_waits_for_a_coordinator(client_of, zed):
    fields = FEW | {"languages": "en", "most": "2"}
    client = client_of(zed)

    client.post("/mentors/volunteer/", fields)

    assert "You offered on" in words_of(client.get("/mentors/volunteer/"))
    zed.refresh_from_db()
    assert zed.role == "peer"


def test_an_offer_without_words_is_asked_for_again_and_kept(client_of, zed):
    answer = client_of(zed).post("/mentors/volunteer/", {"why": "To help", "most": "x"})

    page = words_of(answer)
    assert answer.status_code == 422
    assert "To help" in page
    assert "Choose at least one language." in page


def test_a_moderator_is_not_taken_for_a_volunteer(client_of, max_):
    answer = client_of(max_).post(
        "/mentors/volunteer/", FEW | {"languages": "en", "most": "2"}
    )
    assert "You have another part here" in words_of(answer)


def test_nobody_is_a_mentor_before_everything_is_in_order(client_of, cora, zed):
    found = volunteering.offer_to_mentor(by=zed, topics=[], **FEW)
    path = f"/mentors/volunteers/{found.pk}/"

    page = client_of(cora).post(f"{path}decide/", {"decision": "approve"}, follow=True)
    assert "Not yet in order: First reference" in words_of(page)

    in_order(found, cora)
    client_of(cora).post(f"{path}decide/", {"decision": "approve"})
    zed.refresh_from_db()
    assert zed.role == "mentor"


def test_a_reason_to_decline_that_is_too_long_comes_back_whole(client_of, cora, zed):
    found = volunteering.offer_to_mentor(by=zed, topics=[], **FEW)
    client, path = client_of(cora), f"/mentors/volunteers/{found.pk}/"
    assert 'name="reason" required' in client.get(path).text
    reason = "a" * 300 + " the end"

    sent = {"decision": "decline", "reason": reason}
    answer = client.post(f"{path}decide/", sent)

    found.refresh_from_db()
    assert "That is 8 characters too many." in answer.text
    assert f"{reason}</textarea>" in answer.text
    assert found.state == "offered"


def test_a_check_is_noted_and_runs_out_by_itself(client_of, cora, zed):
    found = volunteering.offer_to_mentor(by=zed, topics=[], **FEW)
    asked = Requirement.objects.get(name="Background check")
    fields = {"requirement": asked.pk, "done_on": "2026-01-31"}

    client_of(cora).post(f"/mentors/volunteers/{found.pk}/", fields)

    assert found.checks.get().good_until == date(2029, 1, 31)


def test_a_check_that_ends_before_it_was_done_is_refused(client_of, cora, zed):
    found = volunteering.offer_to_mentor(by=zed, topics=[], **FEW)
    fields = {
        "requirement": Requirement.objects.first().pk,
        "done_on": "2026-05-01",
        "good_until": "2026-04-01",
    }
    answer = client_of(cora).post(f"/mentors/volunteers/{found.pk}/", fields)
    assert "It cannot run out before it was done." in words_of(answer)


def test_a_volunteer_who_is_declined_may_offer_again(client_of, cora, zed):
    found = volunteering.offer_to_mentor(by=zed, topics=[], **FEW)
    client_of(cora).post(
        f"/mentors/volunteers/{found.pk}/decide/",
        {"decision": "decline", "reason": "Not yet"},
    )
    assert "We will not go on" in told(zed)
    volunteering.offer_to_mentor(by=zed, topics=[], **FEW)
    assert Volunteer.objects.get().state == "offered"


def test_a_check_that_ran_out_yesterday_stops_new_matches(mentor_of, asks, mia, cora):
    found = mentor_of(mia)
    found.checks.filter(requirement__name="Supervision").update(
        good_until=timezone.localdate() - timedelta(days=1)
    )
    with pytest.raises(Refused, match="To renew: Supervision"):
        matching.offer_match(asks, [mia], by=cora)


def test_a_month_ahead_mentor_and_coordinator_are_told_once(mentor_of, mia, cora):
    found = mentor_of(mia)
    soon = timezone.localdate() + timedelta(days=20)
    found.checks.filter(requirement__name="Supervision").update(good_until=soon)

    clockwork.warn_of_checks()
    clockwork.warn_of_checks()

    for person in (mia, cora):
        found = Notice.objects.filter(person=person, words__startswith="Supervision")
        assert [one.words.count("runs out on") for one in found] == [1]


def test_a_check_that_was_renewed_is_not_warned_of(mentor_of, mia, cora):
    found = mentor_of(mia)
    found.checks.filter(requirement__name="Supervision").update(
        good_until=timezone.localdate()
    )
    one = Requirement.objects.get(name="Supervision")
    volunteering.note_check(
        found, one, by=cora, done_on=timezone.localdate(), good_until=None
    )
    clockwork.warn_of_checks()
    assert "Supervision" not in told(mia)
