"""What a reminder by e-mail says, and when none is sent."""

import re

from django.utils import timezone

from people import actions, mailing
from people.mail_models import Mail
from tests.people.mailing.conftest import remind


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
