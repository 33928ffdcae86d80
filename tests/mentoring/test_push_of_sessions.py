"""A session that is near is told on the devices of those who asked for it."""

import json

import pytest

from mentoring import reminder_clock
from people import actions as people
from people.push import sending
from people.push_models import Push, Subscription
from tests.mentoring.test_clockwork import move
from tests.moderation.hooks import hook
from tests.people.browsers import Secret

KEY = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"


@pytest.fixture
def phone(settings, monkeypatch, ana):
    """ana's phone, and what came for it."""
    settings.PUSH_KEY, settings.LOOPBACK_PUSH = KEY, True
    monkeypatch.setattr(sending, "start", lambda run, push: run(push))
    with hook() as service:
        secret = Secret()
        about = {"name": "Firefox", "kinds": ["sessions"], "endpoint": service.address}
        people.keep_subscription(ana, **about, **secret.fields)
        yield service, secret


def test_a_reminder_says_that_a_session_is_near_and_not_with_whom(phone, agree, mia):
    session = agree(hours=5)
    move(session, minutes=55)
    Push.objects.all().delete()
    service, secret = phone

    reminder_clock.remind_of_sessions()
    reminder_clock.remind_of_sessions()
    sending.send_due()

    assert [json.loads(secret.open(body)) for _, body in service.came] == [
        {"kind": "sessions"}
    ]
    assert Subscription.objects.get().told_at
