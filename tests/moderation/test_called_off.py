"""What was called off because somebody took the flag is called again if they leave it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, clockwork, paging
from moderation.actions import on_call as lists
from moderation.models import Flag
from moderation.paging_models import Page
from people.models import Notice
from tests.conftest import make_person
from tests.moderation.conftest import LOW


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """What would be sent on threads is sent at once."""
    monkeypatch.setattr(paging, "start", lambda run, page: run(page))


@pytest.fixture
def kit(db):
    found = make_person("kit", "moderator")
    reach = {"address": "kit@test.example"}
    lists.put_on_call(found, channel="email", reach=reach)
    return found


def come_by():
    clockwork.return_lapsed_claims()
    clockwork.climb()
    clockwork.send_pages()


@pytest.fixture
def taken(flag, kit, max_):
    """A red flag in the night; max took it before the message to kit had gone."""
    clockwork.climb()
    actions.claim_flag(flag, by=max_)
    come_by()
    return flag


def test_whoever_was_not_called_is_called_once_it_is_given_back(
    taken, max_, mailoutbox
):
    assert mailoutbox == []

    actions.release_flag(taken, by=max_)
    come_by()
    come_by()

    assert [message.to for message in mailoutbox] == [["kit@test.example"]]
    assert Notice.objects.filter(person__alias="kit", kind="page").count() == 1


def test_whoever_was_not_called_is_called_once_the_claim_has_lapsed(taken, mailoutbox):
    Flag.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))

    come_by()

    assert len(mailoutbox) == 1


def test_who_said_that_they_know_is_not_called_again(taken, kit, max_, mailoutbox):
    paging.actions.acknowledge_page(Page.objects.get(person=kit), by=kit)

    actions.release_flag(taken, by=max_)
    come_by()

    assert mailoutbox == []


def test_what_was_left_to_a_call_that_was_called_off_is_called_too(
    flag, kit, max_, room, ana, say, mailoutbox
):
    say(room, ana, LOW)
    clockwork.climb()
    for one in Flag.objects.all():
        actions.claim_flag(one, by=max_)
    come_by()

    actions.release_flag(Flag.objects.latest("pk"), by=max_)
    come_by()

    assert len(mailoutbox) == 1
