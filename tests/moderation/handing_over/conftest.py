"""Cases of the night that max offers to kit."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions
from moderation.actions import handing_over
from moderation.actions.on_call import put_on_call
from moderation.paging_models import Page


@pytest.fixture
def night(mine, max_, kit, be_here):
    """max holds a red flag; kit is on too."""
    actions.start_shift([], by=max_)
    actions.start_shift([], by=kit)
    be_here(max_, kit)
    return mine


@pytest.fixture
def offered(night, max_, kit):
    return handing_over.offer_case(night, kit, by=max_)


def owner(flag):
    flag.refresh_from_db()
    return flag.claimed_by


def later(monkeypatch, minutes):
    moment = timezone.now() + timedelta(minutes=minutes)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def called(person):
    keys = Page.objects.filter(person=person).values_list("key", flat=True)
    return any(key.startswith("handover:") for key in keys)


@pytest.fixture
def on_call(sol):
    reach = {"address": "sol@example.org"}
    return put_on_call(sol, channel="email", reach=reach)
