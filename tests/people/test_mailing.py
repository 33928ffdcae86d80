"""Reminders by e-mail: one address, given and confirmed by its owner, and kept sealed."""

import logging
import re
import socket
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from people import actions, mailing
from people.actions import mailing as outbox
from people.mail_models import Mail, Mailbox
from tests.conftest import make_person

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


# --- Giving an address and confirming it


def test_an_address_that_was_confirmed_is_reminded(hers, ana, mailoutbox):
    assert "E-mail reminders are on" in hers.get(PAGE).text

    remind(ana)

    assert [message.to for message in mailoutbox] == [[HERS]]
    assert not Mail.objects.exists()


def test_an_address_that_was_not_confirmed_gets_nothing_but_its_code(
    client_of, code, ana, mailoutbox
):
    code(client_of(ana))

    remind(ana)

    assert not mailoutbox


def test_a_code_works_for_nobody_but_who_asked_for_it(
    client_of, code, ana, zed, mailoutbox
):
    of_ana = code(client_of(ana))
    client = client_of(zed)

    without = client.post(CONFIRM, {"code": of_ana})
    code(client, "zed@post.example")
    with_own = client.post(CONFIRM, {"code": of_ana})

    assert "That code does not work" in without.text
    assert "That code does not work" in with_own.text
    assert not Mailbox.objects.filter(confirmed_at__isnull=False).exists()


@pytest.mark.parametrize("wrong", ["000000x", "no", "１２３４５６", "1" * 20, "\x001"])
def test_a_wrong_code_confirms_nothing(client_of, code, ana, wrong):
    client = client_of(ana)
    code(client)

    answer = client.post(CONFIRM, {"code": wrong})

    assert answer.status_code == 200
    assert 'id="errors"' in answer.text
    assert Mailbox.objects.get().confirmed_at is None


def test_a_code_is_worth_nothing_after_half_an_hour(client_of, code, ana):
    client = client_of(ana)
    right = code(client)
    older(Mailbox.objects.all(), given_at=timedelta(minutes=31))

    answer = client.post(CONFIRM, {"code": right})

    assert "That code does not work" in answer.text


def test_a_code_that_was_used_confirms_no_other_address(client_of, code, ana):
    client = client_of(ana)
    used = code(client)
    client.post(CONFIRM, {"code": used})
    client.post(REMOVE)
    actions.give_address(ana, "other@post.example", f"{used[::-1]}0", by=ana)

    client.post(CONFIRM, {"code": used})

    assert Mailbox.objects.get().confirmed_at is None


def test_confirming_twice_does_no_harm(hers):
    answer = hers.post(CONFIRM, {"code": "000000"}, follow=True)

    assert "E-mail reminders are on" in answer.text


def test_a_code_cannot_be_guessed_by_trying_them_all(client_of, code, ana):
    client = client_of(ana)
    right = code(client)
    for _ in range(5):
        client.post(CONFIRM, {"code": "no"})

    answer = client.post(CONFIRM, {"code": right})

    assert "There were too many tries." in answer.text


@pytest.mark.parametrize(
    "bad",
    ["", "ana", "ana@", "@post.example", "a b@post.example", "ana@localhost",
     "ana@[127.0.0.1]", "ana@pöst.example", "a@b.example\nBcc: c@d.example",
     "a@b.example,c@d.example", f"{'a' * 250}@post.example", "a\x00@b.example"],
)  # fmt: skip
def test_what_is_no_address_is_refused_in_plain_words(client_of, ana, bad):
    answer = client_of(ana).post(GIVE, {"address": bad})

    assert "Please give a whole e-mail address" in answer.text or "Null" in answer.text
    assert not Mailbox.objects.exists()


# --- Nobody can be sent mail after mail


def test_a_second_code_must_wait_some_minutes(client_of, code, ana):
    client = client_of(ana)
    code(client)

    answer = client.post(GIVE, {"address": "other@post.example"})

    assert "There were too many tries." in answer.text
    assert not Mail.objects.exists()


def test_many_people_cannot_bombard_one_address(client_of, code, db, mailoutbox):
    for n, spelled in enumerate(["v@x.example", "V+1@x.example", "v.+2@X.example"]):
        code(client_of(make_person(f"person {'abc'[n]}")), spelled)

    answer = client_of(make_person("person d")).post(GIVE, {"address": "v+3@x.example"})

    assert "There were too many tries." in answer.text
    assert not Mail.objects.exists()


# --- What is said, and when not


def test_the_reminder_says_nothing_of_what_it_is_about(hers, ana, mailoutbox):
    remind(ana)

    sent = mailoutbox[0]
    said = f"{sent.message()}".lower()
    assert sent.subject == "A reminder"
    assert "something you planned is coming up. sign in to see it." in said
    assert "http://testserver" in said
    assert "to stop these" in said
    for telling in ("it is near", "session", "mentor", "room", "alongside"):
        assert telling not in said.replace("alongside@localhost", "")
    assert not re.search(r"\bana\b(?!\.prifti)", said)


def test_the_reminder_is_in_the_language_of_its_reader(hers, ana, mailoutbox):
    actions.change_preferences(ana, language="cy")

    remind(ana)

    assert "Something you planned" not in mailoutbox[0].body
    assert mailoutbox[0].subject != "A reminder"


def test_in_quiet_hours_nothing_is_sent(hers, ana, settings, mailoutbox):
    hour = timezone.now().hour
    settings.TIME_ZONE = "UTC"
    settings.QUIET_HOURS = f"{hour:02}-{(hour + 2) % 24:02}"

    remind(ana)

    assert not mailoutbox


def test_what_waits_when_quiet_hours_begin_is_not_sent(hers, ana, settings, mailoutbox):
    actions.notify(ana, kind="session", words="It is near.", by_mail=True)
    hour = timezone.now().hour
    settings.TIME_ZONE = "UTC"
    settings.QUIET_HOURS = f"{hour:02}-{(hour + 2) % 24:02}"

    mailing.send_due()

    assert not mailoutbox
    assert not Mail.objects.exists()


def test_on_a_break_nothing_is_sent(hers, ana, mailoutbox):
    actions.take_break(ana, "day", by=ana)

    remind(ana)

    assert not mailoutbox


def test_who_is_kept_out_gets_nothing(hers, ana, sol, mailoutbox):
    actions.notify(ana, kind="session", words="It is near.", by_mail=True)
    actions.suspend_person(ana, by=sol, until=None, reason="x")

    mailing.send_due()

    assert not mailoutbox


def test_other_notices_go_by_no_mail(hers, ana, mailoutbox):
    actions.notify(ana, kind="note", words="Hello")
    mailing.send_due()

    assert not mailoutbox


# --- What is kept


def test_the_address_stands_nowhere_that_can_be_read(hers, ana, cora, client_of):
    kept = Mailbox.objects.get()

    assert "prifti" not in kept.sealed
    for path in (PAGE, "/settings/", "/notices/"):
        assert "prifti" not in hers.get(path).text
    assert "prifti" not in client_of(cora).get("/people/").text


def test_one_tap_takes_it_away(hers, ana, mailoutbox):
    answer = hers.post(REMOVE, follow=True)

    assert "Your address is gone." in answer.text
    remind(ana)
    assert not Mailbox.objects.exists()
    assert not mailoutbox


def test_zed_takes_nobody_elses_away(hers, zed, client_of):
    client_of(zed).post(REMOVE)

    assert Mailbox.objects.get().person.alias == "ana"


def test_a_new_passphrase_takes_it_away(hers, ana):
    actions.change_passphrase(ana, "four other words here", by=ana)

    assert not Mailbox.objects.exists()


def test_what_nobody_confirms_is_forgotten_after_a_day(client_of, code, ana, hers, ben):
    code(client_of(ben), "ben@post.example")
    older(Mailbox.objects.all(), given_at=timedelta(hours=25))

    actions.forget_unconfirmed()

    assert Mailbox.objects.get().person == ana


def test_an_address_whose_key_is_gone_is_forgotten(hers, ana, settings, mailoutbox):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 8, []

    remind(ana)

    assert not Mailbox.objects.exists()
    assert not mailoutbox


# --- No server, or one that fails


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
