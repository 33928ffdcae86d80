"""What takes two people: lasting removal, closing a red, and an emergency that one begins."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, audit, clockwork
from moderation.actions.erasing import erase_flags
from moderation.audit_models import AuditEntry
from moderation.climbing import Call, Watch
from moderation.models import Decision, Flag
from moderation.paging_models import Page
from moderation.seconding import Asked, due
from moderation.seconding_models import Proposal
from people.actions import Refused, suspend_person
from tests.conftest import make_person
from tests.moderation.conftest import LOW

KNOWN = dict.fromkeys(("thoughts", "plan", "means", "others", "child"), "no")


@pytest.fixture
def answer(client_of):
    """answer(sol, "yes") answers what waits, by the form on the flag's page."""

    def send(person, agrees, **fields):
        proposal = Proposal.objects.latest("pk")
        flag = Flag.objects.get(pk=proposal.flag_id)
        form = {"agrees": agrees, "version": flag.version} | fields
        path = f"/moderation/flags/{flag.pk}/second/{proposal.pk}/"
        return client_of(person).post(path, form, follow=True)

    return send


def state_of(flag):
    flag.refresh_from_db()
    return flag.state


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


# --- Closing a red


def test_a_red_is_not_closed_before_its_questions_are_answered(
    flag, max_, decide, client_of
):
    actions.claim_flag(flag, by=max_)

    before = client_of(max_).get(f"/moderation/flags/{flag.pk}/").text
    page = decide(max_, flag, "cover")

    assert '<a href="#danger">questions about danger</a>' in before
    assert "Please answer the questions about danger first." in page.text
    flag.message.refresh_from_db()
    assert flag.message.state == "shown"


def test_what_protects_is_done_at_once_and_closing_waits(
    red, max_, sol, decide, answer
):
    decide(max_, red, "cover")
    red.message.refresh_from_db()
    assert red.message.state == "covered"
    assert state_of(red) == "second"

    answer(sol, "yes")

    assert state_of(red) == "resolved"
    assert Decision.objects.count() == 1


def test_more_can_be_done_before_a_flag_is_closed(red, max_, decide):
    decide(max_, red, "cover", stays="on")
    decide(max_, red, "check_in", stays="on", note="Hello, it is Max.")

    assert state_of(red) == "claimed"
    assert Decision.objects.count() == 2


@pytest.mark.parametrize(
    "field", ["thoughts", "plan", "means", "others", "child", "when"]
)
def test_each_question_wants_an_answer(field, client_of, flag, max_):
    actions.claim_flag(flag, by=max_)
    answers = KNOWN | {"when": "Tonight"} | {field: ""}

    page = client_of(max_).post(f"/moderation/flags/{flag.pk}/red/", answers)

    assert page.status_code == 200
    assert "“Not known” will do." in page.text
    assert not flag.red_answers.exists()


def test_each_question_left_empty_is_named_above_the_form(client_of, flag, max_):
    actions.claim_flag(flag, by=max_)

    page = client_of(max_).post(f"/moderation/flags/{flag.pk}/red/", {})

    links = re.findall(r'<a href="#(id_red_\w+)">(.*?)</a>', page.text)
    assert len({words for _, words in links}) == 6
    assert all(f'id="{place}"' in page.text for place, _ in links)


def test_earlier_answers_are_kept(client_of, red, max_):
    client_of(max_).post(
        f"/moderation/flags/{red.pk}/red/", KNOWN | {"when": "No time named"}
    )

    assert [a.thoughts for a in red.red_answers.order_by("pk")] == ["unknown", "no"]


def test_only_who_holds_a_red_answers(client_of, red):
    kit = make_person("kit", "moderator")

    answer = client_of(kit).post(
        f"/moderation/flags/{red.pk}/red/", KNOWN | {"when": "Now"}
    )

    assert answer.status_code == 409


# --- The emergency procedure


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


def test_a_colleague_may_begin_it_on_a_flag_that_is_not_theirs(mine, max_):
    kit = make_person("kit", "moderator")

    actions.start_emergency(mine, by=kit)

    mine.refresh_from_db()
    assert (mine.level, mine.claimed_by) == ("red", max_)


def test_it_begins_once(flag, max_, sol):
    actions.start_emergency(flag, by=max_)

    with pytest.raises(Refused, match="max has started the emergency procedure"):
        actions.start_emergency(flag, by=sol)


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
