"""A sealed envelope: left by a member, opened only by two, with a reason, and told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, audit, care_clockwork
from moderation.actions import envelopes as envelope_actions
from moderation.envelope_models import Envelope, Opening
from moderation.models import Flag
from moderation.seconding_models import Proposal
from people import sealing
from tests.conftest import PASSPHRASE, make_person

INSIDE = {"name": "Ana Prifti", "contact": "My sister, 07700 900123"}
WHY = "She names a plan and does not answer."


@pytest.fixture
def envelope(client_of, ana):
    client_of(ana).post("/envelope/", INSIDE)
    return Envelope.objects.get()


@pytest.fixture
def asked(client_of, envelope, mine, max_):
    """max has asked that it be opened."""
    form = {"reason": WHY}
    client_of(max_).post(f"/moderation/flags/{mine.pk}/envelope/", form)
    return Proposal.objects.get()


def agree(proposal, by):
    version = Flag.objects.get(pk=proposal.flag_id).version
    return actions.agree(proposal, by=by, version=version)


def read(client, flag):
    return client.post(f"/moderation/flags/{flag.pk}/envelope/read/")


def test_the_database_holds_no_word_of_it(envelope):
    assert "Prifti" not in envelope.sealed
    assert sealing.unseal(envelope.sealed, purpose="envelope")["name"] == "Ana Prifti"
    with pytest.raises(sealing.Unsealable):
        sealing.unseal(envelope.sealed, "on-call")


def test_its_owner_sees_it_only_with_their_passphrase(client_of, envelope, ana):
    client = client_of(ana)
    assert "Prifti" not in client.get("/envelope/").text

    wrong = client.post("/envelope/show/", {"old_passphrase": "wrong"})
    right = client.post("/envelope/show/", {"old_passphrase": PASSPHRASE})

    assert "Prifti" not in wrong.text
    assert "Prifti" in right.text
    assert "no-store" in right["Cache-Control"]


def test_it_can_be_replaced_and_taken_away(client_of, envelope, ana):
    client = client_of(ana)
    client.post("/envelope/", {"name": "A. P."})
    kept = sealing.unseal(Envelope.objects.get().sealed, purpose="envelope")
    assert (kept["name"], kept["contact"]) == ("A. P.", "")

    client.post("/envelope/away/")

    assert not Envelope.objects.exists()


def test_an_empty_one_is_said(client_of, ana):
    answer = client_of(ana).post("/envelope/", {"name": "  "})

    assert "Please write at least one of these." in answer.text
    assert not Envelope.objects.exists()


def test_one_alone_reads_nothing(client_of, asked, mine, max_, ana):
    answer = read(client_of(max_), mine)

    assert answer.status_code == 409
    assert "Prifti" not in answer.text
    assert not ana.notices.filter(kind="envelope").exists()


def test_two_may_read_it_and_its_owner_is_told_who_and_why(
    client_of, asked, mine, max_, sol, ana
):
    agree(asked, sol)

    for reader in (max_, sol):
        page = read(client_of(reader), mine)
        assert "Prifti" in page.text
        assert "no-store" in page["Cache-Control"]
    words = ana.notices.get(kind="envelope").words
    assert WHY not in words
    page = client_of(ana).get("/envelope/").text
    assert WHY in page
    assert "max and sol" in page
    mine.refresh_from_db()
    assert mine.state == "claimed"
    assert audit.verify().problems == []


def test_a_third_reads_nothing(client_of, asked, mine, sol):
    agree(asked, sol)
    kit = make_person("kit", "moderator")

    assert read(client_of(kit), mine).status_code == 409


def test_it_closes_after_half_an_hour(client_of, asked, mine, sol, max_):
    agree(asked, sol)
    Opening.objects.update(at=timezone.now() - timedelta(minutes=31))

    answer = read(client_of(max_), mine)

    assert "It is closed again." in answer.text
    assert "Prifti" not in answer.text


def test_what_was_taken_away_meanwhile_is_not_read(
    client_of, asked, mine, sol, max_, ana
):
    agree(asked, sol)
    client_of(ana).post("/envelope/away/")

    assert "They have left no envelope." in read(client_of(max_), mine).text


def test_a_lost_key_is_said(client_of, asked, mine, sol, max_, settings):
    agree(asked, sol)
    Envelope.objects.update(sealed=sealing.seal({"name": "x"}, purpose="other"))

    assert "the key it was sealed with is gone" in read(client_of(max_), mine).text


def test_a_reason_is_needed(client_of, envelope, mine, max_):
    answer = client_of(max_).post(
        f"/moderation/flags/{mine.pk}/envelope/", {"reason": " "}
    )

    assert "Please say why" in answer.text
    assert not Proposal.objects.exists()


def test_only_a_lead_may_have_the_telling_wait(client_of, envelope, flag, sol, ana):
    held = actions.claim_flag(flag, by=sol)
    form = {"reason": WHY, "waits": "on", "delay_reason": "He reads her phone."}
    path = f"/moderation/flags/{held.pk}/envelope/"
    assert "choose a day" in client_of(sol).post(path, form).text
    client_of(sol).post(path, form | {"review_on": "2099-01-01"})

    agree(Proposal.objects.get(), make_person("kit", "moderator"))

    assert not ana.notices.filter(kind="envelope").exists()
    assert WHY not in client_of(ana).get("/envelope/").text
    board = client_of(sol).get("/moderation/").text
    assert "Envelopes, owner not told yet" in board


def test_a_lead_ends_the_wait_or_makes_it_longer(client_of, envelope, flag, sol, ana):
    held = actions.claim_flag(flag, by=sol)
    later = timezone.localdate() + timedelta(days=3)
    wait = envelope_actions.Delay("He reads her phone.", later)
    asked = envelope_actions.ask_to_open(held, by=sol, reason=WHY, delay=wait)
    agree(asked, make_person("kit", "moderator"))
    opening = Opening.objects.get()
    path = f"/moderation/openings/{opening.pk}/"

    client_of(sol).post(
        f"{path}delay/", {"delay_reason": "Still.", "review_on": "2099-01-01"}
    )
    opening.refresh_from_db()
    assert opening.delay_review_on.year == 2099
    client_of(sol).post(f"{path}tell/")

    assert ana.notices.filter(kind="envelope").count() == 1
    assert client_of(sol).post(f"{path}tell/").status_code == 404


@pytest.mark.parametrize("who", ["zed", "ana", "cora"])
def test_the_desks_doors_are_for_moderators(who, client_of, envelope, mine, request):
    client = client_of(request.getfixturevalue(who))
    path = f"/moderation/flags/{mine.pk}/envelope/"

    assert client.post(path, {"reason": WHY}).status_code == 404
    assert read(client, mine).status_code == 404


def test_a_moderator_may_not_touch_the_telling(client_of, asked, sol, max_):
    agree(asked, sol)
    Opening.objects.update(told_at=None)
    path = f"/moderation/openings/{Opening.objects.get().pk}/"

    assert client_of(max_).post(f"{path}tell/").status_code == 404
    assert client_of(max_).get(f"{path}delay/").status_code == 404


def test_a_flag_whose_author_left_none_offers_nothing(client_of, mine, max_):
    page = client_of(max_).get(f"/moderation/flags/{mine.pk}/").text

    assert "sealed envelope" not in page
    assert "has asked" not in page


def test_leads_are_reminded_once_on_the_day_of_review(asked, sol):
    agree(asked, sol)
    today = timezone.localdate()
    Opening.objects.update(told_at=None, delay_review_on=today + timedelta(days=1))
    care_clockwork.remind_of_reviews()
    assert not sol.notices.filter(kind="page").exists()

    Opening.objects.update(delay_review_on=today)
    care_clockwork.remind_of_reviews()
    care_clockwork.remind_of_reviews()

    assert sol.notices.filter(kind="page").count() == 1
