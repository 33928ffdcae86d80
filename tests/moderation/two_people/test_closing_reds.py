"""Closing a red: its questions are answered first, and two people agree."""

import re

import pytest

from moderation import actions
from moderation.models import Decision
from tests.conftest import make_person
from tests.moderation.two_people.conftest import state_of

KNOWN = dict.fromkeys(("thoughts", "plan", "means", "others", "child"), "no")


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
