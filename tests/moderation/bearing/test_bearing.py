"""Nobody carries more than they can bear; nor is a red flag refused that only they can take."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, bearing, clockwork
from moderation.actions.handing_over import accept_case, offer_case
from moderation.actions.policies import set_policy
from moderation.cover_models import Act
from moderation.models import Decision, Flag, Shift
from moderation.policies import terms
from moderation.seconding_models import Proposal
from people.actions import Refused
from tests.moderation.conftest import LOW
from tests.parts.reading import without_tokens


@pytest.fixture
def had_a_red(flag, max_):
    """max has just decided about a red flag."""
    Decision.objects.create(flag=flag, by=max_, outcome="check_in", reason="Why.")
    Flag.objects.filter(pk=flag.pk).update(state="resolved")


@pytest.fixture
def green(room, ana, ben, say):
    message = say(room, ben, "The kettle is on.")
    actions.report_message(message, by=ana, door="rules")
    return Flag.objects.get(message=message)


def test_after_a_red_flag_there_is_a_break_while_a_colleague_is_here(
    together, had_a_red, red, max_, client_of
):
    client = client_of(max_)

    answer = client.post(f"/moderation/flags/{red.pk}/claim/")

    assert "You have a break" in answer.text
    assert "kit is here and can take this" in answer.text
    assert "You have a break" in client.get("/moderation/shift/").text


def test_a_break_never_keeps_a_red_flag_from_the_only_one_here(
    alone, had_a_red, red, max_
):
    assert actions.claim_flag(red, by=max_).claimed_by == max_


def test_what_is_not_urgent_waits_out_the_break(alone, had_a_red, green, max_):
    with pytest.raises(Refused, match="can wait a little"):
        actions.claim_flag(green, by=max_)


def test_a_break_ends(together, had_a_red, red, max_, monkeypatch):
    later = timezone.now() + timedelta(minutes=10)
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert bearing.load(max_).break_left is None


def test_a_clock_that_was_set_back_makes_no_break_of_hours(
    together, had_a_red, max_, monkeypatch
):
    earlier = timezone.now() - timedelta(hours=3)
    monkeypatch.setattr(timezone, "now", lambda: earlier)

    assert bearing.load(max_).break_left is None


def test_a_colleague_who_has_a_break_too_keeps_nobody_from_a_red(
    together, had_a_red, red, room, ana, kit, max_, say
):
    other = Flag.objects.get(message=say(room, ana, LOW + " Now."))
    Decision.objects.create(flag=other, by=kit, outcome="cover", reason="Why.")

    assert actions.claim_flag(red, by=max_).claimed_by == max_


def answer_as_second(client, flag, agrees, **fields):
    proposal = Proposal.objects.get(flag=flag)
    form = {"agrees": agrees, "version": Flag.objects.get(pk=flag.pk).version}
    path = f"/moderation/flags/{flag.pk}/second/{proposal.pk}/"
    return client.post(path, form | fields, follow=True)


@pytest.fixture
def to_close(flag, kit, decide, together):
    """kit wants to close a red flag and waits for a second person."""
    held = actions.claim_flag(flag, by=kit)
    known = dict.fromkeys(("thoughts", "plan", "means", "others", "child"), "no")
    actions.answer_red(held, by=kit, when="Not known", **known)
    decide(kit, held, "no_concern")
    return flag


@pytest.mark.parametrize("agrees", ["yes", "no"])
def test_the_second_person_of_a_red_has_a_break_and_it_counts(
    to_close, agrees, max_, client_of
):
    assert bearing.load(max_).reds == 0

    answer_as_second(client_of(max_), to_close, agrees, answer="Not so soon.")

    assert bearing.load(max_).reds == 1
    assert "You have a break" in client_of(max_).get("/moderation/shift/").text


def test_who_agreed_to_a_red_goes_before_who_decided_it(
    to_close, kit, max_, red, client_of
):
    answer_as_second(client_of(max_), to_close, "yes", answer="It is a song.")

    assert "max is here and can take this." in bearing.why_not(red, kit)
    assert bearing.why_not(red, max_) is None


GIVEN_UP = {"release": "release", "not me today": "not-me"}


@pytest.mark.parametrize("door", GIVEN_UP.values(), ids=GIVEN_UP.keys())
def test_who_read_a_red_and_gives_it_back_has_a_break_and_it_counts(
    together, flag, door, max_, client_of
):
    client = client_of(max_)
    client.post(f"/moderation/flags/{flag.pk}/claim/")
    client.get(f"/moderation/flags/{flag.pk}/")

    client.post(f"/moderation/flags/{flag.pk}/{door}/")

    assert bearing.load(max_).reds == 1
    assert "You have a break" in client.get("/moderation/shift/").text


def test_who_gives_a_red_back_unread_has_nothing_to_rest_from(together, flag, max_):
    actions.release_flag(actions.claim_flag(flag, by=max_), by=max_)

    load = bearing.load(max_)
    assert (load.reds, load.break_left) == (0, None)


def test_who_hands_a_red_over_has_a_break_and_the_receiver_has_none(
    together, flag, max_, kit, client_of
):
    actions.claim_flag(flag, by=max_)
    client_of(max_).get(f"/moderation/flags/{flag.pk}/")
    handover = offer_case(flag, kit, by=max_)

    accept_case(handover, by=kit)

    assert bearing.load(max_).break_left
    assert bearing.load(kit).break_left is None
    assert bearing.load(kit).reds == 1


def set_limits(sol, **limits):
    day = timezone.localdate() + timedelta(days=30)
    set_policy("shifts", terms("shifts") | limits, by=sol, review_on=day, after=0)


def test_a_colleague_who_fell_asleep_keeps_nobody_from_a_red(
    together, had_a_red, red, max_, kit
):
    Act.objects.filter(moderator=kit).update(at=timezone.now() - timedelta(minutes=11))

    assert actions.claim_flag(red, by=max_).claimed_by == max_


def test_there_are_so_many_red_flags_in_a_shift(together, had_a_red, red, max_, sol):
    set_limits(sol, reds=1, minutes=0)

    with pytest.raises(Refused, match="enough red flags for one shift"):
        actions.claim_flag(red, by=max_)


def test_reds_of_an_earlier_shift_do_not_count(together, had_a_red, red, max_, sol):
    set_limits(sol, reds=1, minutes=0)
    actions.end_shift(by=max_)
    now = timezone.now()
    Shift.objects.filter(moderator=max_).update(
        started_at=now - timedelta(hours=5), ended_at=now - timedelta(hours=2)
    )
    actions.start_shift([], by=max_)
    Shift.objects.filter(moderator=max_, ended_at=None).update(
        started_at=timezone.now() + timedelta(microseconds=1)
    )

    assert bearing.load(max_).reds == 0


def test_ending_a_shift_and_beginning_one_renews_no_limit(
    together, had_a_red, red, max_, sol
):
    set_limits(sol, reds=1, minutes=0)
    long_ago = timezone.now() - timedelta(hours=3)
    Shift.objects.filter(moderator=max_).update(started_at=long_ago)

    actions.end_shift(by=max_)
    actions.start_shift([], by=max_)

    load = bearing.load(max_)
    assert load.reds == 1
    assert load.on_for > timedelta(hours=2)


def test_a_shift_is_so_long(together, green, max_, client_of):
    Shift.objects.filter(moderator=max_).update(
        started_at=timezone.now() - timedelta(hours=5)
    )

    with pytest.raises(Refused, match="on for 5 hours"):
        actions.claim_flag(green, by=max_)
    assert "long enough" in client_of(max_).get("/moderation/shift/").text


def test_without_a_buddy_nobody_is_asked(together, had_a_red, kit):
    clockwork.ask_buddies()

    assert not kit.notices.filter(kind="buddy").exists()


# --- What one has read


def test_what_one_has_read_is_there_for_oneself(flag, max_, client_of):
    client = client_of(max_)
    assert "Nothing." in client.get("/moderation/shift/mine/").text

    client.get(f"/moderation/flags/{flag.pk}/")
    client.get(f"/moderation/flags/{flag.pk}/")

    page = client.get("/moderation/shift/mine/").text
    assert "Red: 1" in page
    assert "Suicide: 1" in page


def test_what_was_not_shown_was_not_read(thread_flag, max_, client_of):
    client = client_of(max_)
    client.get(f"/moderation/flags/{thread_flag.pk}/")

    assert "Red" not in without_tokens(client.get("/moderation/shift/mine/").text)


@pytest.mark.parametrize("who", ["zed", "ana", "cora"])
def test_others_have_no_such_pages(who, client_of, request):
    client = client_of(request.getfixturevalue(who))

    for path in ("/moderation/shift/mine/", "/moderation/handover/"):
        assert client.get(path).status_code == 404
