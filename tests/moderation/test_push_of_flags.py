"""A flag that nobody takes is told on the devices of who is on shift and asked for it."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions, clockwork
from moderation.models import Flag
from people import actions as people
from people.push import sending
from tests.moderation.conftest import LOW
from tests.moderation.hooks import hook
from tests.people.browsers import Secret

KEY = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"


@pytest.fixture
def phone(settings, monkeypatch):
    """A push service, and one browser's secret."""
    settings.PUSH_KEY, settings.LOOPBACK_PUSH = KEY, True
    monkeypatch.setattr(sending, "start", lambda run, push: run(push))
    with hook() as service:
        yield service, Secret()


@pytest.fixture
def asked(phone, max_):
    """max asked to be told of flags on his phone."""
    service, secret = phone
    about = {"name": "Firefox", "kinds": ["flags"], "endpoint": service.address}
    people.keep_subscription(max_, **about, **secret.fields)


def climb_after(flag, minutes):
    raised = timezone.now() - timedelta(minutes=minutes)
    Flag.objects.filter(pk=flag.pk).update(raised_at=raised)
    clockwork.climb()
    sending.send_due()


def test_who_is_on_shift_and_asked_is_told_that_something_waits(
    flag, max_, be_here, phone, asked
):
    actions.start_shift([], by=max_)
    be_here(max_)
    service, secret = phone

    climb_after(flag, minutes=2)

    headers, body = service.came[0]
    assert json.loads(secret.open(body)) == {"kind": "flags"}
    assert headers["Urgency"] == "high"
    assert LOW not in f"{headers} {body!r}"


def test_who_is_on_shift_and_did_not_ask_is_not(flag, max_, be_here, phone):
    actions.start_shift([], by=max_)
    be_here(max_)

    climb_after(flag, minutes=2)

    assert not phone[0].came


def test_who_is_not_on_shift_is_not_told_as_if_they_were(flag, phone, asked):
    climb_after(flag, minutes=2)

    assert not phone[0].came
