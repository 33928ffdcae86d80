"""The board of flags: what it shows, in which order, and what it costs."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions
from moderation.models import Flag, Shift
from tests.moderation.conftest import LOW, PLAIN


def test_the_board_shows_the_gist_and_never_the_text(client_of, flag, max_):
    page = client_of(max_).get("/moderation/")

    assert "ana" in page.text
    assert "The kitchen table" in page.text
    assert "tablets" not in page.text
    assert "<title>Moderation</title>" in page.text


def test_the_most_urgent_comes_first_and_then_the_oldest(
    client_of, flag, room, ben, ana, mia, max_, say
):
    first, second = (say(room, ben, PLAIN) for _ in range(2))
    actions.report_message(second, by=ana, door="rules")
    actions.report_message(first, by=ana, door="worried")

    page = client_of(max_).get("/moderation/").text

    levels = ["Red: now", "Amber: soon", "Green: today"]
    assert sorted(levels, key=page.index) == levels


def test_the_oldest_amber_is_lifted_above_reds_once_one_of_them_was_taken(
    client_of, flag, room, ana, ben, max_, sol, say
):
    other = Flag.objects.get(message=say(room, ana, f"{LOW} Again."))
    message = say(room, ben, PLAIN)
    amber = actions.report_message(message, by=ana, door="worried").flag
    longer = timezone.now() - timedelta(hours=11)
    Shift.objects.create(moderator=max_, started_at=longer)
    page = client_of(max_).get("/moderation/").text
    assert page.index("Red: now") < page.index("Amber: soon")

    Flag.objects.filter(pk=amber.pk).update(
        raised_at=timezone.now() - timedelta(minutes=21)
    )

    page = client_of(max_).get("/moderation/").text
    assert page.index("Red: now") < page.index("Amber: soon")
    actions.claim_flag(other, by=sol)
    page = client_of(max_).get("/moderation/").text
    assert page.index("Amber: soon") < page.index("Red: now")
    actions.claim_flag(amber, by=max_)
    actions.release_flag(amber, by=max_)
    page = client_of(max_).get("/moderation/").text
    assert page.index("Red: now") < page.index("Amber: soon")


def test_what_somebody_has_stands_below_what_waits_for_whoever_looks(
    client_of, flag, room, ana, ben, max_, sol, say
):
    message = say(room, ben, PLAIN)
    green = actions.report_message(message, by=ana, door="rules").flag
    actions.claim_flag(flag, by=sol)

    shown = re.findall(r'id="flag-(\d+)"', client_of(max_).get("/moderation/").text)
    assert shown[:2] == [str(green.pk), str(flag.pk)]

    actions.start_emergency(flag, by=sol)  # and so asks max, but not sol
    shown = re.findall(r'id="flag-(\d+)"', client_of(max_).get("/moderation/").text)
    assert shown[:2] == [str(flag.pk), str(green.pk)]
    shown = re.findall(r'id="flag-(\d+)"', client_of(sol).get("/moderation/").text)
    assert shown[:2] == [str(green.pk), str(flag.pk)]


@pytest.mark.parametrize(("who", "most"), [("max", 11), ("sol", 12)])
def test_the_board_asks_the_database_little(
    who, most, client_of, flag, covered_room, max_, sol, ben, say, be_here,
    django_assert_max_num_queries,
):  # fmt: skip
    person = {"max": max_, "sol": sol}[who]
    for number in range(5):
        say(covered_room, ben, f"{LOW}, {number}")
    Flag.objects.filter(message__author=ben).update(level="amber")
    actions.start_shift([covered_room], by=person)
    be_here(person)
    client = client_of(person)

    with django_assert_max_num_queries(most):
        page = client.get("/moderation/").text

    assert page.count("ben</span>") == 5
