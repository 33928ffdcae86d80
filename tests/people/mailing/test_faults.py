"""Reminders by e-mail where there is no server, or one that fails."""

import logging
import socket
import threading
from datetime import timedelta

from django.core.mail import EmailMessage
from django.utils import timezone

from people import actions, mailing
from people.actions import mailing as outbox
from people.mail_models import Mail, Mailbox
from tests.conftest import make_person
from tests.people.mailing.conftest import (
    GIVE,
    HERS,
    PAGE,
    older,
    remind,
)


def test_without_a_mail_server_nothing_is_offered(client_of, ana, settings):
    settings.EMAIL_HOST = ""
    client = client_of(ana)

    assert "Reminders by e-mail" not in client.get("/settings/").text
    assert "This is not set up here yet" in client.get(PAGE).text
    assert client.post(GIVE, {"address": HERS}).status_code == 404
    assert not Mailbox.objects.exists()


def test_an_address_can_be_taken_away_where_no_mail_goes_out_now(hers, settings):
    settings.EMAIL_HOST = ""

    assert "Reminders by e-mail" in hers.get("/settings/").text
    assert "Stop, and take my address away" in hers.get(PAGE).text


def test_a_server_that_refuses_is_asked_a_few_times_and_no_more(
    hers, ana, monkeypatch, caplog
):
    tries = []

    def refuse(message: EmailMessage) -> None:
        tries.append(message)
        raise OSError(f"no such mailbox {message.to}")

    monkeypatch.setattr(EmailMessage, "send", refuse)
    with caplog.at_level(logging.DEBUG):
        remind(ana)
        for _ in range(9):
            Mail.objects.update(send_at=timezone.now())
            mailing.send_due()

    assert len(tries) == outbox.MOST_TRIES
    assert not Mail.objects.exists()
    assert "not sent: OSError" in caplog.text
    assert "prifti" not in caplog.text


def test_a_server_that_never_answers_is_left_and_asked_again_later(hers, ana, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_TIMEOUT = 0.1
        remind(ana)

    waiting = Mail.objects.get()
    assert waiting.tries == 1
    assert waiting.send_at > timezone.now() + timedelta(minutes=1)


def test_what_could_not_be_sent_goes_at_its_next_time(
    hers, ana, monkeypatch, mailoutbox
):
    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", lambda self: 1 / 0)
        remind(ana)
    mailing.send_due()
    assert not mailoutbox

    Mail.objects.update(send_at=timezone.now())
    mailing.send_due()

    assert len(mailoutbox) == 1


def test_old_news_is_not_sent(hers, ana, mailoutbox):
    actions.notify(ana, kind="session", words="It is near.", by_mail=True)
    older(Mail.objects.all(), made_at=timedelta(hours=2))

    mailing.send_due()

    assert not mailoutbox
    assert not Mail.objects.exists()


def test_a_server_that_hangs_holds_nothing_up(hers, ana, monkeypatch):
    waiting: list[object] = []
    monkeypatch.setattr(mailing, "start", waiting.append)
    actions.notify(ana, kind="session", words="It is near.", by_mail=True)

    for _ in range(20):
        mailing.send_due()

    assert len(waiting) == mailing.THREADS
    for run in waiting:
        run()


def test_two_clocks_send_one_mail(at_once, monkeypatch, mailoutbox):
    ana = make_person("ana")
    actions.give_address(ana, HERS, "123456", by=ana)
    actions.confirm_address(ana, "123456", by=ana)
    both = threading.Barrier(2)

    def clock():
        both.wait()
        mailing.send_due()

    actions.notify(ana, kind="session", words="It is near.", by_mail=True)
    at_once(clock, clock)

    assert len(mailoutbox) == 1


def test_a_clock_that_was_put_back_keeps_no_reminder_waiting(hers, ana, mailoutbox):
    """Made and due by an hour that is now to come."""
    actions.notify(ana, kind="session", words="It is near.", by_mail=True)
    older(Mail.objects.all(), made_at=-timedelta(hours=2), send_at=-timedelta(hours=2))

    mailing.send_due()

    assert len(mailoutbox) == 1
