"""Keeping a flag for later, and a claim that goes on while its owner is at work."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, clockwork, shifts
from moderation.audit_models import AuditEntry
from moderation.models import CheckIn, Flag
from moderation.paging_models import OnCall, Page
from people.actions import suspend_person
from tests.conftest import make_person

ANSWERS = dict.fromkeys(("thoughts", "plan", "means", "others", "child"), "no")


@pytest.fixture
def keep(client_of):
    """keep(max_, flag) sends the form on the flag's page."""

    def send(person, flag, **fields):
        form = {"hours": "4", "reason": "I wait for her answer."} | fields
        path = f"/moderation/flags/{flag.pk}/keep/"
        return client_of(person).post(path, form, follow=True)

    return send


def lies_back(flag, hours):
    """The clock comes by so many hours later."""
    gone = timedelta(hours=hours)
    flag.refresh_from_db()
    Flag.objects.filter(pk=flag.pk).update(
        kept_until=flag.kept_until - gone, claimed_until=flag.claimed_until - gone
    )
    clockwork.return_lapsed_claims()
    flag.refresh_from_db()


def test_a_red_that_waits_for_an_answer_stays_with_its_owner(keep, red, max_):
    page = keep(max_, red).text

    assert "You keep this flag until" in page
    assert "I wait for her answer." in page
    lies_back(red, 3)
    assert (red.state, red.claimed_by) == ("claimed", max_)


def test_what_is_kept_calls_nobody(keep, red, max_, sol):
    OnCall.objects.create(person=sol, place=1, channel="email", reach="x")
    keep(max_, red)
    Flag.objects.update(raised_at=timezone.now() - timedelta(hours=2))

    clockwork.return_lapsed_claims()
    clockwork.climb()

    assert not Page.objects.exists()


def test_when_its_time_is_over_it_is_back_on_the_board_and_its_owner_is_told_once(
    keep, red, max_
):
    keep(max_, red)

    lies_back(red, 5)
    clockwork.return_lapsed_claims()

    assert (red.state, red.kept_until) == ("open", None)
    assert max_.notices.filter(kind="kept").count() == 1


def test_why_and_until_when_stand_in_the_audit(keep, red, max_):
    keep(max_, red)

    kept = AuditEntry.objects.get(kind="kept")
    assert kept.about == f"flag:{red.pk}"
    assert "answer" not in str(kept.facts)


def test_colleagues_see_who_keeps_it_and_a_lead_takes_it_over(
    keep, client_of, red, max_, sol
):
    keep(max_, red)
    assert "max keeps a red flag for later." in sol.notices.get(kind="kept").words
    assert "Take it over" in client_of(sol).get(f"/moderation/flags/{red.pk}/").text
    assert "Kept for later" in client_of(sol).get("/moderation/").text

    actions.claim_flag(red, by=sol)

    red.refresh_from_db()
    assert (red.claimed_by, red.kept_until) == (sol, None)


def test_another_moderator_cannot_take_it(keep, client_of, red, max_):
    keep(max_, red)

    other = make_person("ivy", "moderator")
    answer = client_of(other).post(f"/moderation/flags/{red.pk}/claim/")

    assert "max has taken this flag." in answer.text


def test_a_new_report_has_its_owner_look_now_or_lose_it(keep, mine, max_, ben):
    keep(max_, mine)

    actions.report_message(mine.message, by=ben, door="worried")

    mine.refresh_from_db()
    assert mine.kept_until is None
    assert mine.claimed_until < timezone.now() + timedelta(hours=1)


def test_ending_a_shift_leaves_it_where_it_is(keep, client_of, red, max_):
    actions.start_shift([], by=max_)
    keep(max_, red)
    shown = client_of(max_).get("/moderation/shift/").text
    assert "What you keep for later stays yours" in shown

    actions.end_shift(by=max_)

    red.refresh_from_db()
    assert red.claimed_by == max_


def test_a_keeper_who_is_suspended_keeps_nothing(keep, red, max_, sol):
    keep(max_, red)
    tomorrow = timezone.now() + timedelta(days=1)
    suspend_person(max_, until=tomorrow, by=sol, reason="A complaint.")

    clockwork.return_lapsed_claims()

    red.refresh_from_db()
    assert red.state == "open"


def test_a_clock_set_back_keeps_nothing_for_longer_than_was_asked(keep, red, max_):
    keep(max_, red)
    far = timezone.now() + timedelta(hours=80)
    Flag.objects.update(kept_until=far, claimed_until=far)

    clockwork.return_lapsed_claims()

    red.refresh_from_db()
    assert red.state == "open"


def test_a_room_is_not_kept_open_over_what_waits(keep, red, max_, room):
    assert shifts.rooms_with_red_in_hand() == {room.pk}

    keep(max_, red)

    assert shifts.rooms_with_red_in_hand() == set()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("reason", " ", "Please say what you wait for."),
        ("hours", "", "Please choose for how long."),
        ("hours", "24", "Please choose from the list"),
        ("hours", "9" * 20, "Please choose from the list"),
        ("hours", "soon", "Please choose from the list"),
    ],
)
def test_a_form_that_is_not_whole_keeps_nothing(keep, red, max_, field, value, said):
    page = keep(max_, red, **{field: value}).text

    assert said in page
    red.refresh_from_db()
    assert red.kept_until is None


def test_only_its_owner_keeps_a_flag(keep, red, sol, ana, zed):
    assert "max has taken this flag." in keep(sol, red).text
    assert keep(ana, red).status_code == 404
    assert keep(zed, red).status_code == 404


# --- At work


def test_answering_about_the_danger_renews_the_claim(client_of, red, max_):
    soon = timezone.now() + timedelta(seconds=20)
    Flag.objects.filter(pk=red.pk).update(claimed_until=soon)

    path = f"/moderation/flags/{red.pk}/red/"
    client_of(max_).post(path, ANSWERS | {"when": "Not known"})

    red.refresh_from_db()
    assert red.claimed_until > timezone.now() + timedelta(minutes=4)


def test_in_a_check_in_one_sees_how_long_the_flag_stays_ones_own(
    client_of, red, max_, ana, decide
):
    decide(max_, red, "check_in", note="Are you safe?", stays="on")
    talk = f"/check-ins/{CheckIn.objects.get().room_id}/"

    assert f"/moderation/flags/{red.pk}/renew/" in client_of(max_).get(talk).text
    assert "claim-clock" not in client_of(ana).get(talk).text
