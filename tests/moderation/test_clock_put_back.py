"""The computer's clock was two hours ahead, and is put right: nobody waits for it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from moderation import actions, clockwork, paging
from moderation.actions import on_call as lists
from moderation.models import Flag
from moderation.paging_models import Page
from moderation.seconding_models import Proposal
from people.models import Notice
from rooms.states import CLOSING_ROUND
from tests.conftest import make_person
from tests.moderation.conftest import LOW

AHEAD = timedelta(hours=2)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """What would be sent on threads is sent at once."""
    monkeypatch.setattr(paging, "start", lambda run, page: run(page))


@pytest.fixture(autouse=True)
def kit(db):
    found = make_person("kit", "moderator")
    reach = {"address": "kit@test.example"}
    lists.put_on_call(found, channel="email", reach=reach)
    return found


def come_by():
    clockwork.climb()
    clockwork.send_pages()


def test_a_flag_raised_before_that_reaches_everybody_once(flag, sol, mailoutbox):
    Flag.objects.update(raised_at=timezone.now() + AHEAD)

    come_by()
    come_by()

    assert len(mailoutbox) == 1
    assert Notice.objects.filter(person=sol, kind="page").count() == 1


def test_a_few_seconds_between_two_computers_wake_nobody(flag, sol):
    Flag.objects.update(raised_at=timezone.now() + timedelta(seconds=5))

    come_by()

    assert not Page.objects.exists()


def test_a_call_that_waited_to_be_sent_is_sent(flag, mailoutbox):
    clockwork.climb()
    Page.objects.update(made_at=timezone.now() + AHEAD, send_at=timezone.now() + AHEAD)

    clockwork.send_pages()
    clockwork.send_pages()

    assert len(mailoutbox) == 1


def test_a_call_made_before_that_swallows_no_other(flag, room, ana, say, mailoutbox):
    come_by()
    Page.objects.update(made_at=timezone.now() + AHEAD)

    say(room, ana, LOW)
    come_by()

    assert len(mailoutbox) == 2


def test_an_emergency_begun_before_that_calls_everybody(flag, max_, sol, mailoutbox):
    actions.start_emergency(flag, by=max_)
    Proposal.objects.update(at=timezone.now() + AHEAD)

    come_by()

    assert len(mailoutbox) == 1
    assert Notice.objects.filter(person=sol, kind="page").exists()


@pytest.mark.parametrize("until", ["covered_until", "stays_open_until"])
def test_a_room_is_not_open_for_hours_with_nobody_there(until, quiet_room):
    type(quiet_room).objects.update(**{until: timezone.now() + AHEAD})

    clockwork.renew_cover()

    quiet_room.refresh_from_db()
    soon = timezone.now() + settings.COVER_LASTS + CLOSING_ROUND
    assert quiet_room.state(soon) == "quiet"
