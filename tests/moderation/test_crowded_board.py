"""A board with more flags than a page shows: after a raid, or a week of nobody."""

import re
from datetime import timedelta

import pytest
from django.db.models.signals import post_init
from django.urls import reverse
from django.utils import timezone

from moderation import actions, board, ordering
from moderation.models import Flag, Shift
from tests.moderation.conftest import LOW


@pytest.fixture
def crowded(room, ana, say):
    """More flags than a page shows: the reds are new, one amber is nearly late."""
    bodies = [f"{LOW} {number}" for number in range(board.MOST + 30)]
    messages = [say(room, ana, body) for body in bodies]
    Flag.objects.filter(message__in=messages[:-20]).update(level="red")
    Flag.objects.filter(message__in=messages[-20:]).update(level="amber")
    return Flag.objects.filter(message=messages[-1])


def test_on_a_crowded_board_the_one_whose_time_is_nearly_up_is_still_first(
    crowded, client_of, max_, sol
):
    crowded.update(raised_at=timezone.now() - timedelta(hours=2))
    red = Flag.objects.filter(level="red").first()
    actions.claim_flag(red, by=sol)
    Shift.objects.create(moderator=max_, started_at=timezone.now() - timedelta(hours=3))

    page = client_of(max_).get("/moderation/").text

    shown = re.findall(r'id="flag-(\d+)" .* data-level="(\w+)"', page)
    assert shown[0] == (str(crowded.get().pk), "amber")
    assert len(shown) == board.MOST + 1  # and the one that the browser fills
    assert "More flags wait below these." in page


def test_what_waits_is_shown_although_colleagues_have_more_than_fill_a_page(
    crowded, client_of, max_, sol
):
    Flag.objects.filter(level="red").update(state="claimed", claimed_by=sol)

    page = client_of(max_).get("/moderation/").text

    shown = re.findall(r'id="flag-\d+" .* data-level="(\w+)"', page)
    assert shown[:21] == ["amber"] * 20 + ["red"]


def test_a_crowded_board_reads_no_more_flags_than_it_can_show(crowded, client_of, max_):
    read = []

    def note(instance, **_):
        read.append(instance.pk)

    post_init.connect(note, sender=Flag)
    client_of(max_).get("/moderation/")
    post_init.disconnect(note, sender=Flag)

    assert len(read) <= board.MOST + 1 + len(ordering.LEVELS)


def test_whoever_has_a_flag_finds_it_at_the_top_of_a_crowded_board(
    crowded, client_of, max_, sol
):
    actions.claim_flag(crowded.get(), by=max_)
    link = f'<a href="{reverse("flag", args=[crowded.get().pk])}">'

    top = client_of(max_).get("/moderation/").text.partition("<flag-board")[0]

    assert f"You have one: {link}" in top
    assert "You have one" not in client_of(sol).get("/moderation/").text


def test_a_card_says_whose_it_is(mine, client_of, max_, sol):
    owned, owner = '<p class="flag__turn" data-part="mine">', "Taken by <strong>max<"

    assert owned in client_of(max_).get("/moderation/").text
    assert owned not in client_of(sol).get("/moderation/").text
    assert f'data-part="owner">{owner}' in client_of(sol).get("/moderation/").text
