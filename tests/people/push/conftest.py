"""A push service that a device of somebody's is told through."""

import pytest

from people.push import sending
from tests.moderation.hooks import hook
from tests.people.browsers import Secret

KEY = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"

HERE = "/settings/devices/here/"


@pytest.fixture(autouse=True)
def _at_once(settings, monkeypatch):
    """This machine may be told, and what is due is sent before the next line."""
    settings.PUSH_KEY, settings.LOOPBACK_PUSH = KEY, True
    monkeypatch.setattr(sending, "start", lambda run, push: run(push))


@pytest.fixture
def service():
    with hook() as running:
        yield running


@pytest.fixture
def secret():
    return Secret()


@pytest.fixture
def tell(client_of, service, secret):
    """tell(ana, "notices") as her browser sends it; gives her client."""

    def ask(person, *kinds, path="/push/1", client=None):
        client = client or client_of(person)
        endpoint = service.address.replace("/call", path)
        fields = {"endpoint": endpoint, "kinds": kinds} | secret.fields
        answer = client.post(HERE, fields, follow=True)
        assert "This device is told from now on" in answer.text
        return client

    return ask


def came(service):
    """The headers and bodies of what the push service took, sent first."""
    sending.send_due()
    return service.came
