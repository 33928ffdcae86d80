"""Words that moderation kept go when they are old, or when their author asks."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from moderation import audit, clockwork
from moderation.actions import erasing
from moderation.actions.policies import set_policy
from moderation.audit_models import AuditEntry
from moderation.models import Decision, Flag
from moderation.policies import terms
from tests.moderation.conftest import LOW


@pytest.fixture(autouse=True)
def _own_file(settings, tmp_path):
    settings.AUDIT_ANCHORS = str(tmp_path / "audit-anchors")


def age(flag, days):
    flag.refresh_from_db()
    flag.resolved_at = timezone.now() - timedelta(days=days)
    flag.save()


def said(flag):
    flag.refresh_from_db()
    return flag.snapshot


@pytest.fixture
def nothing(mine, max_, decide):
    decide(max_, mine, "no_concern", reason="Lyrics of a song.")
    return mine


@pytest.fixture
def concern(mine, max_, decide):
    decide(max_, mine, "cover", reason="He names tablets.")
    return mine


def test_words_of_what_was_no_concern_go_after_ninety_days(nothing):
    age(nothing, 91)

    clockwork.erase_old_words()

    assert said(nothing) == ""
    assert Decision.objects.get().reason == ""
    assert audit.verify().problems == []


def test_they_stay_until_then(nothing):
    age(nothing, 89)

    clockwork.erase_old_words()

    assert said(nothing) == LOW


def test_what_was_a_concern_is_held_apart(concern):
    age(concern, 400)

    clockwork.erase_old_words()

    assert said(concern) == LOW


def test_what_was_a_concern_goes_after_its_years(concern):
    age(concern, 2556)

    clockwork.erase_old_words()

    assert said(concern) == ""


def test_an_open_flag_is_never_erased(flag):
    Flag.objects.update(raised_at=timezone.now() - timedelta(days=4000))

    clockwork.erase_old_words()

    assert said(flag) == LOW


def test_a_lead_sets_how_long(nothing, sol, monkeypatch):
    age(nothing, 31)
    day = timezone.localdate() + timedelta(days=30)
    month = terms("retention") | {"flags": 30}
    set_policy("retention", month, by=sol, review_on=day, after=0)
    tomorrow = timezone.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)

    clockwork.erase_old_words()

    assert said(nothing) == ""


def test_a_shorter_time_waits_a_day_so_that_a_slip_can_be_mended(nothing, sol):
    age(nothing, 31)
    day = timezone.localdate() + timedelta(days=30)
    slip = terms("retention") | {"flags": 7}
    set_policy("retention", slip, by=sol, review_on=day, after=0)

    clockwork.erase_old_words()

    assert said(nothing) == LOW


def test_erasing_twice_is_erasing_once(nothing):
    age(nothing, 91)
    clockwork.erase_old_words()
    before = AuditEntry.objects.count()

    clockwork.erase_old_words()

    assert AuditEntry.objects.count() == before


def test_the_page_says_that_words_were_erased(nothing, client_of, max_):
    age(nothing, 91)
    clockwork.erase_old_words()

    page = client_of(max_).get(f"/moderation/flags/{nothing.pk}/").text

    assert "The words were erased" in page
    assert "took it back" not in page


# --- On request


def words_page(person):
    return f"/moderation/people/{person.pk}/words/"


def test_a_lead_erases_a_persons_words_for_them(nothing, ana, sol, client_of):
    client = client_of(sol)
    assert "1 flag" in client.get(words_page(ana)).text

    client.post(words_page(ana))

    assert said(nothing) == ""
    entry = AuditEntry.objects.filter(kind="erasure").latest("number")
    assert (entry.by, entry.facts["why"]) == (sol.pk, "asked")
    assert audit.verify().problems == []


def test_a_backup_put_back_does_not_bring_back_what_somebody_asked_to_erase(
    nothing, ana, sol, client_of
):
    client_of(sol).post(words_page(ana))
    Flag.objects.update(snapshot=LOW, erased_at=None)

    erasing.erase_again()

    assert said(nothing) == ""


@pytest.mark.parametrize("line", ["mark", "number"])
def test_somebody_new_with_a_number_that_was_given_before_keeps_their_words(
    nothing, ana, sol, client_of, settings, line
):
    client_of(sol).post(words_page(ana))
    if line == "number":
        at = timezone.now().isoformat(timespec="seconds")
        asked = json.dumps({"asked_to_erase": ana.pk, "at": at})
        Path(settings.AUDIT_ANCHORS).write_text(asked + "\n")
    Flag.objects.update(snapshot=LOW, erased_at=None)
    erasing.erase_again()
    assert said(nothing) == ""

    Flag.objects.update(snapshot=LOW, erased_at=None)
    ana.joined_at = timezone.now() + timedelta(minutes=1)
    ana.save()
    erasing.erase_again()

    assert said(nothing) == LOW


def test_what_safeguarding_keeps_is_kept_and_said(concern, ana, sol, client_of):
    client = client_of(sol)

    page = client.post(words_page(ana), follow=True).text

    assert said(concern) == LOW
    assert "safeguarding" in page


@pytest.mark.parametrize("who", ["max_", "cora", "zed", "ana"])
def test_only_leads_erase_for_others(who, ana, client_of, request):
    client = client_of(request.getfixturevalue(who))

    assert client.get(words_page(ana)).status_code == 404
    assert client.post(words_page(ana)).status_code == 404
