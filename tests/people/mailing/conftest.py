"""An address that ana gave, its codes, and reminders to it."""

import re

import pytest
from django.core import mail

from people import actions, mailing

PAGE, GIVE, CONFIRM, REMOVE = (
    f"/settings/e-mail/{end}" for end in ("", "give/", "confirm/", "remove/")
)

HERS = "ana.prifti@post.example"


@pytest.fixture(autouse=True)
def _at_once(db, settings, monkeypatch):
    """There is a mail server, and what is due is sent before the next line."""
    settings.EMAIL_HOST = "mail.example"
    monkeypatch.setattr(mailing, "start", lambda run: run())


@pytest.fixture
def code():
    """code(client) gives an address on the page, and reads the code that came there."""

    def ask(client, address=HERS):
        answer = client.post(GIVE, {"address": address}, follow=True)
        assert "A code is on its way." in answer.text
        mailing.send_due()
        return re.search(r"\b\d{6}\b", mail.outbox.pop().body)[0]

    return ask


@pytest.fixture
def hers(client_of, code, ana):
    """ana's client, once she has confirmed her address."""
    client = client_of(ana)
    client.post(CONFIRM, {"code": code(client)})
    return client


def remind(person):
    actions.notify(person, kind="session", words="It is near.", by_mail=True)
    mailing.send_due()


def older(rows, **ages):
    """As they would be, had they been made that long ago."""
    for row in rows:
        for name, age in ages.items():
            setattr(row, name, getattr(row, name) - age)
        row.save()
