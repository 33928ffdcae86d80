"""Whom a flag reaches when nobody takes it: kit, who is on call, and later moments."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import clockwork, paging
from moderation.actions import on_call as lists
from moderation.models import Flag
from moderation.paging_models import Page
from tests.moderation.hooks import SECRET, hook


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """What would be sent on threads is sent at once."""
    monkeypatch.setattr(paging, "start", lambda run, page: run(page))


@pytest.fixture
def on_call(kit, max_):
    """kit first, then max, both by e-mail."""
    return [
        lists.put_on_call(
            p, channel="email", reach={"address": f"{p.alias}@test.example"}
        )
        for p in (kit, max_)
    ]


@pytest.fixture
def later(flag):
    """later(minutes) makes the flag that much older and lets the clock come by."""

    def wait(minutes):
        raised = timezone.now() - timedelta(minutes=minutes)
        Flag.objects.filter(pk=flag.pk).update(raised_at=raised)
        Page.objects.update(made_at=timezone.now() - timedelta(minutes=2))
        clockwork.climb()
        clockwork.send_pages()

    return wait


@pytest.fixture
def webhook(settings, kit):
    """kit is called by a webhook; webhook.answer is what the other side does."""
    settings.PLAIN_WEBHOOKS, settings.INSIDE_WEBHOOKS = True, ["127.0.0.1"]
    with hook() as server:
        reach = {"address": server.address, "secret": SECRET}
        lists.put_on_call(kit, channel="webhook", reach=reach)
        yield server


def addresses(mailoutbox):
    return [message.to[0].split("@")[0] for message in mailoutbox]
