"""What one says as a shift begins: what to leave to others, a buddy, an hour to end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, clockwork
from moderation.models import Decision, Flag, Shift
from moderation.paging_models import Page
from people.actions import Refused


def start(client, **fields):
    return client.post("/moderation/shift/start/", fields)


def test_a_concern_can_be_left_to_others_today(together, red, max_, client_of):
    start(client_of(max_), avoids=["suicide"])

    with pytest.raises(Refused, match="asked not to have this concern today"):
        actions.claim_flag(red, by=max_)


def test_who_avoids_a_concern_is_not_told_of_it_while_others_are(
    together, red, max_, kit, client_of
):
    start(client_of(max_), avoids=["suicide"])
    Flag.objects.filter(pk=red.pk).update(
        raised_at=timezone.now() - timedelta(minutes=2)
    )

    clockwork.climb()

    told = set(Page.objects.values_list("person", flat=True))
    assert kit.pk in told
    assert max_.pk not in told


def test_with_nobody_else_they_are_told_all_the_same(alone, red, max_, client_of):
    start(client_of(max_), avoids=["suicide"])
    Flag.objects.filter(pk=red.pk).update(
        raised_at=timezone.now() - timedelta(minutes=2)
    )

    clockwork.climb()

    assert max_.pk in set(Page.objects.values_list("person", flat=True))


def test_a_shift_has_a_buddy_and_an_hour_to_end(max_, kit, sol, client_of):
    client_of(kit)
    start(client_of(max_), buddy=str(kit.pk), hours="3")

    page = client_of(sol).get("/moderation/shift/").text
    assert "Buddy: kit" in page
    assert "Means to stay until" in page


@pytest.mark.parametrize(
    "fields",
    [
        {"buddy": "zed"},
        {"buddy": str(2**70)},
        {"hours": "90"},
        {"hours": "-1"},
        {"avoids": ["everything"]},
    ],
)
def test_what_is_not_on_the_form_is_refused_at_its_field(max_, client_of, fields):
    answer = start(client_of(max_), **fields)

    assert answer.context["form"].errors.keys() == fields.keys()
    assert not Shift.objects.exists()


def test_one_is_not_ones_own_buddy(max_, client_of):
    assert start(client_of(max_), buddy=str(max_.pk)).context["form"].errors["buddy"]


def test_a_buddy_is_asked_once_after_a_red_flag(together, flag, max_, kit, client_of):
    start(client_of(max_), buddy=str(kit.pk))
    Decision.objects.create(flag=flag, by=max_, outcome="check_in", reason="Why.")

    clockwork.ask_buddies()
    clockwork.ask_buddies()

    notice = kit.notices.get(kind="buddy")
    assert notice.words.startswith("max has just had a red flag.")
