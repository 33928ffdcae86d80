"""The emergency procedure: one begins it, everybody is called, a second confirms it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, clockwork
from moderation.actions.erasing import erase_flags
from moderation.climbing import Call, Watch
from moderation.models import Decision, Flag
from moderation.paging_models import Page
from moderation.seconding import Asked, due
from moderation.seconding_models import Proposal
from people.actions import Refused
from tests.conftest import make_person
from tests.moderation.conftest import LOW
from tests.moderation.two_people.conftest import state_of


def test_one_alone_begins_it_at_once_and_everybody_is_called(
    client_of, flag, max_, sol, be_here
):
    kit = make_person("kit", "moderator")
    actions.start_shift([], by=kit)
    be_here(kit)

    client_of(max_).post(f"/moderation/flags/{flag.pk}/emergency/", {})
    clockwork.climb()

    flag.refresh_from_db()
    assert (flag.level, flag.claimed_by) == ("red", max_)
    assert Decision.objects.get().outcome == "emergency"
    called = set(Page.objects.values_list("person__alias", flat=True))
    assert called == {"kit", "sol"}


def test_what_is_happening_is_kept_however_long_it_is(client_of, flag, max_):
    words = "She is on the bridge.\r\n" * 200

    path = f"/moderation/flags/{flag.pk}/emergency/"
    client_of(max_).post(path, {"reason": words + "\0"})

    assert Proposal.objects.get().reason == words.strip()
    assert Decision.objects.get().reason == words.strip()


def test_a_colleague_may_begin_it_on_a_flag_that_is_not_theirs(mine, max_):
    kit = make_person("kit", "moderator")

    actions.start_emergency(mine, by=kit)

    mine.refresh_from_db()
    assert (mine.level, mine.claimed_by) == ("red", max_)


def test_it_begins_once(flag, max_, sol):
    actions.start_emergency(flag, by=max_)

    with pytest.raises(Refused, match="max has started the emergency procedure"):
        actions.start_emergency(flag, by=sol)


def test_two_taps_begin_it_once_and_say_that_it_has_begun(client_of, flag, max_):
    client = client_of(max_)
    path = f"/moderation/flags/{flag.pk}/emergency/"

    pages = [
        client.post(path, {"reason": "On the bridge."}, follow=True) for _ in range(2)
    ]

    assert all("The procedure has begun." in page.text for page in pages)
    assert Proposal.objects.count() == Decision.objects.count() == 1


def test_unconfirmed_it_calls_again_each_half_hour(flag, max_, sol):
    actions.start_emergency(flag, by=max_)
    clockwork.climb()
    clockwork.climb()
    assert Page.objects.filter(person=sol).count() == 1

    Proposal.objects.update(at=timezone.now() - timedelta(minutes=31))
    clockwork.climb()

    assert Page.objects.filter(person=sol).count() == 2


def test_confirmed_it_calls_nobody_and_the_flag_goes_on(flag, max_, sol, answer):
    actions.start_emergency(flag, by=max_)

    answer(sol, "yes")
    clockwork.climb()

    assert state_of(flag) == "claimed"
    assert not Page.objects.exists()


def test_one_that_was_not_confirmed_can_be_begun_again(
    client_of, flag, max_, sol, answer
):
    actions.start_emergency(flag, by=max_)
    answer(sol, "no", answer="She is with her mother now.")

    page = client_of(max_).get(f"/moderation/flags/{flag.pk}/")
    assert "Start the emergency procedure" in page.text
    client_of(max_).post(f"/moderation/flags/{flag.pk}/emergency/")

    states = Proposal.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["refused", "waiting"]


def test_one_never_confirmed_leaves_its_erased_flag_readable(
    client_of, red, max_, sol, decide, answer
):
    decide(max_, red, "no_concern")
    answer(sol, "yes")
    wish = {"outcome": "emergency"}
    Proposal.objects.create(flag=red, kind="emergency", by=max_, wish=wish)
    erase_flags([Flag.objects.get(pk=red.pk)], by=sol, why="age")

    page = client_of(sol).get(f"/moderation/flags/{red.pk}/")

    assert page.status_code == 200
    assert "The emergency procedure has begun" in page.text


def test_a_late_confirmation_is_said_on_the_page(client_of, flag, max_, sol):
    actions.start_emergency(flag, by=max_)
    page = client_of(sol).get(f"/moderation/flags/{flag.pk}/").text
    assert "A second person confirms it within 29 minutes." in page

    Proposal.objects.update(at=timezone.now() - timedelta(minutes=31))

    page = client_of(sol).get(f"/moderation/flags/{flag.pk}/").text
    assert "It should have been confirmed by now." in page


def test_nobody_begins_it_about_their_own_words(client_of, room, max_, say):
    from rooms.actions import join_room

    join_room(room, by=max_)
    own = Flag.objects.get(message=say(room, max_, LOW))

    answer = client_of(max_).post(f"/moderation/flags/{own.pk}/emergency/")

    assert answer.status_code == 404


NOW = timezone.now()

WATCH = Watch(shift=(1, 2), on_call=(2, 3), leads=(4,))


def called(is_emergency, minutes):
    asked = Asked(is_emergency, NOW - timedelta(minutes=minutes), by=1, author=9)
    return due(asked, WATCH, NOW)


def test_who_is_called_and_when():
    assert called(True, 0) == [
        Call("on_call", 0, 2),
        Call("on_call", 0, 3),
        Call("lead", 0, 4),
    ]
    assert {call.round for call in called(True, 65)} == {2}
    assert called(False, 1) == [Call("shift", 0, 2)]
    assert called(False, 31) == [Call("shift", 0, 2), Call("lead", 0, 4)]
    assert called(True, -0.5) == []
    assert len(called(True, -5)) == 3


def test_with_nobody_on_call_an_emergency_reaches_the_leads():
    asked = Asked(True, NOW, by=1, author=9)

    assert due(asked, Watch((), (), (4, 5)), NOW) == [
        Call("lead", 0, 4),
        Call("lead", 0, 5),
    ]


def test_with_no_other_lead_a_second_person_is_called_from_the_list():
    asked, watch = Asked(False, NOW, by=1, author=9), Watch((), (1, 2, 3), (1,))

    assert due(asked, watch, NOW + timedelta(minutes=31)) == []
    assert due(asked, watch, NOW + timedelta(minutes=95)) == [
        Call("on_call", 0, 2),
        Call("on_call", 0, 3),
    ]


def test_who_is_alone_is_told_that_nobody_can_answer(client_of, red, max_, decide):
    path = f"/moderation/flags/{red.pk}/"
    decide(max_, red, "no_concern")
    assert "Nobody else moderates here" in client_of(max_).get(path).text

    make_person("ivy", "moderator")

    assert "After half an hour others are told too." in client_of(max_).get(path).text
