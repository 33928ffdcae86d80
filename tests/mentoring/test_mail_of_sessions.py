"""A session that is near is told by e-mail to those who gave an address for it."""

from mentoring import reminder_clock
from people import actions as people
from people import mailing
from tests.mentoring.test_clockwork import move


def test_a_session_is_reminded_of_by_mail_once_and_without_names(
    agree, ana, mia, settings, monkeypatch, mailoutbox
):
    settings.EMAIL_HOST = "mail.example"
    monkeypatch.setattr(mailing, "start", lambda run: run())
    people.give_address(ana, "a@post.example", "123456", by=ana)
    people.confirm_address(ana, "123456", by=ana)
    move(agree(hours=5), minutes=55)

    for _ in range(2):
        reminder_clock.remind_of_sessions()
        mailing.send_due()

    assert [message.to for message in mailoutbox] == [["a@post.example"]]
    assert "mia" not in str(mailoutbox[0].message())
