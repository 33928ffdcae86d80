"""What changes under a moderator's hands: each has a true answer on screen."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, clockwork, flags
from moderation.models import Decision, Flag
from moderation.paging_models import OnCall
from people.actions import change_role, suspend_person
from rooms import actions as rooms
from tests.conftest import make_person
from tests.moderation.conftest import LOW, PLAIN


def page_of(client, flag):
    return client.get(f"/moderation/flags/{flag.pk}/").text


# --- The message


def test_words_edited_meanwhile_stand_beside_what_was_flagged(
    client_of, mine, max_, ana
):
    path = f"/rooms/{mine.message.room_id}/messages/{mine.message_id}/edit/"
    client_of(ana).post(path, {"body": "I mean I am tired."})

    page = page_of(client_of(max_), mine)

    assert "tablets" in page
    assert "Its author has changed the words since." in page
    assert "I mean I am tired." in page


def test_what_was_taken_back_can_no_longer_be_covered(mine, max_, ana, decide):
    rooms.take_back(mine.message, by=ana)

    answer = decide(max_, mine, "cover")

    assert "Please choose from the list" in answer.text
    assert not Decision.objects.exists()
    decide(max_, mine, "check_in", note="Are you all right?")
    assert Decision.objects.get().outcome == "check_in"


def test_what_is_erased_is_said_on_the_flag(client_of, mine, max_, sol, decide):
    from moderation.actions.erasing import erase_flags

    decide(max_, mine, "no_concern")
    erase_flags([mine], by=sol, why="They asked.")

    page = page_of(client_of(max_), mine)

    assert "The words were erased on" in page
    assert "tablets" not in page.split('id="around"')[0]


# --- Who wrote it


def test_an_author_who_cannot_come_in_is_not_offered_a_check_in(
    mine, max_, ana, sol, decide
):
    suspend_person(ana, until=None, by=sol, reason="She left.")

    answer = decide(max_, mine, "check_in", note="Hello.")

    assert "Please choose from the list" in answer.text
    decide(max_, mine, "no_concern")
    assert Flag.objects.get().state == "resolved"


def test_an_author_whose_account_has_ended_is_not_offered_a_check_in(
    client_of, mine, max_, ana, decide
):
    type(ana).objects.filter(pk=ana.pk).update(is_active=False)

    page = page_of(client_of(max_), mine)

    assert 'value="check_in"' not in page
    assert "tablets" in page
    decide(max_, mine, "cover")
    assert Flag.objects.get().state == "resolved"


def test_an_author_who_left_the_room_can_still_be_decided_about(
    mine, max_, ana, room, decide
):
    rooms.leave_room(room, by=ana)

    decide(max_, mine, "mute", minutes=60)

    assert room.memberships.get(person=ana).muted_until > timezone.now()


# --- The room


def test_in_a_closed_room_what_makes_no_sense_is_not_offered(
    client_of, mine, max_, room, decide
):
    rooms.close_room(room)

    page = page_of(client_of(max_), mine)

    assert 'value="mute"' not in page
    assert 'value="slow"' not in page
    decide(max_, mine, "cover")
    mine.message.refresh_from_db()
    assert mine.message.state == "covered"


def test_slow_mode_is_for_everybody_and_ends_by_itself(mine, max_, room, decide):
    decide(max_, mine, "slow")

    room.refresh_from_db()
    assert room.slow_seconds == 30
    assert room.slow_until < timezone.now() + timedelta(hours=2)


def test_a_closing_round_ends_the_cover_and_it_stays_ended(
    covered_room, ana, max_, say, decide, be_here
):
    actions.start_shift([covered_room], by=max_)
    be_here(max_)
    message = say(covered_room, ana, PLAIN)
    flag = flags.raise_flag(message, level="green", concern="rules")
    actions.claim_flag(flag, by=max_)

    decide(max_, flag, "closing")
    clockwork.renew_cover()

    covered_room.refresh_from_db()
    assert not covered_room.is_covered(timezone.now())


def test_a_closing_round_is_offered_only_where_it_means_something(
    client_of, mine, max_, room
):
    assert 'value="closing"' in page_of(client_of(max_), mine)

    rooms.set_needs_cover(room, False)

    assert 'value="closing"' not in page_of(client_of(max_), mine)


# --- The moderator


def test_a_flag_of_a_suspended_moderator_returns_at_once(mine, max_, sol):
    tomorrow = timezone.now() + timedelta(days=1)
    suspend_person(max_, until=tomorrow, by=sol, reason="A complaint.")

    clockwork.return_lapsed_claims()

    mine.refresh_from_db()
    assert (mine.state, mine.claimed_by) == ("open", None)


def test_a_flag_of_who_moderates_no_more_returns_at_once(mine, max_, sol):
    change_role(max_, "peer", by=sol, reason="Takes a break.")

    clockwork.return_lapsed_claims()

    mine.refresh_from_db()
    assert mine.state == "open"


def test_what_a_suspended_moderator_sends_is_refused_and_their_words_are_shown(
    mine, max_, sol, decide
):
    version = mine.version
    tomorrow = timezone.now() + timedelta(days=1)
    suspend_person(max_, until=tomorrow, by=sol, reason="A complaint.")

    answer = decide(max_, mine, "cover", version=version, reason="Long thought.")

    assert answer.status_code == 401
    assert "Long thought." in answer.text
    assert not Decision.objects.exists()


# --- The clock, and the list


def test_a_clock_set_back_does_not_make_a_claim_last_for_hours(mine):
    Flag.objects.update(claimed_until=timezone.now() + timedelta(hours=5))

    clockwork.return_lapsed_claims()

    mine.refresh_from_db()
    assert mine.state == "open"


def test_a_clock_that_jumps_ahead_returns_a_claim_once(mine):
    Flag.objects.update(claimed_until=timezone.now() - timedelta(days=1))

    clockwork.return_lapsed_claims()
    mine.refresh_from_db()
    moved = mine.position
    clockwork.return_lapsed_claims()

    mine.refresh_from_db()
    assert mine.position == moved


def test_with_nobody_on_call_an_emergency_reaches_the_leads_and_says_so(
    client_of, flag, max_, sol
):
    assert not OnCall.objects.exists()
    actions.start_emergency(flag, by=max_)

    clockwork.climb()

    assert sol.notices.filter(kind="page").exists()
    assert "Nobody is on call." in client_of(sol).get("/moderation/").text


# --- Reports


@pytest.mark.parametrize("state", ["open", "claimed"])
def test_many_reports_and_findings_are_one_flag(state, flag, room, max_):
    if state == "claimed":
        actions.claim_flag(flag, by=max_)
    for name in ("ash", "elm"):
        reader = make_person(name)
        rooms.join_room(room, by=reader)
        actions.report_message(flag.message, by=reader, door="worried")

    flag.refresh_from_db()
    assert Flag.objects.count() == 1
    assert flag.reports.count() == 2
    assert (flag.level, flag.state) == ("red", state)


def test_a_report_on_what_waits_for_a_second_joins_it(mine, max_, ben, decide):
    decide(max_, mine, "remove")

    actions.report_message(mine.message, by=ben, door="worried")

    mine.refresh_from_db()
    assert (mine.state, Flag.objects.count()) == ("second", 1)


def test_a_report_on_what_was_decided_is_a_new_flag_that_shows_the_old(
    client_of, mine, max_, ben, decide
):
    decide(max_, mine, "no_concern")

    actions.report_message(mine.message, by=ben, door="worried")

    later = Flag.objects.exclude(pk=mine.pk).get()
    assert later.state == "open"
    assert "About this same message." in page_of(client_of(max_), later)


def test_a_reporter_cannot_be_learned_from_their_thanks(mine, max_, ben, ana, decide):
    actions.report_message(mine.message, by=ben, door="rules")
    decide(max_, mine, "cover")

    assert LOW not in ben.notices.get(kind="thanks").words
    assert not ana.notices.filter(kind="thanks").exists()
