"""Sends e-mail to members: a code, or that something is coming up; never what.

On threads of its own, so that a mail server that hangs holds up nothing but mail.
"""

import logging
import threading
from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection
from django.utils.translation import gettext

from people import languages, sealing
from people.actions import mailing as actions
from people.mail_models import Mail, MailKind

logger = logging.getLogger(__name__)

THREADS = 4
_hands = threading.BoundedSemaphore(THREADS)


def is_set_up() -> bool:
    return bool(settings.EMAIL_HOST)


def send_due() -> None:
    """Sets one more hand to what is due, if one is free, and waits for none."""
    if not is_set_up() or not actions.due_mail().exists():
        return
    if _hands.acquire(blocking=False):
        start(_work)


def start(run: Callable[[], None]) -> None:
    threading.Thread(target=_alone, args=[run], name="mails", daemon=True).start()


def _alone(run: Callable[[], None]) -> None:
    try:
        run()
    finally:
        connection.close()


def _work() -> None:
    """Each is taken just before its try, so that none is tried twice at once."""
    try:
        while mail := actions.take_mail():
            send(mail)
    finally:
        _hands.release()


def send(mail: Mail) -> None:
    """Tries once; what was not taken stays in the outbox for its next time."""
    try:
        kept = sealing.unseal(mail.mailbox.sealed, actions.PURPOSE)
        message_of(mail, kept).send()
    except sealing.Unsealable:
        logger.warning("mail %s cannot be opened", mail.pk)
        actions.remove_address(mail.mailbox.person, by=mail.mailbox.person)
    except Exception as problem:
        # Its own words may hold the address.
        logger.warning("mail %s not sent: %s", mail.pk, type(problem).__name__)
    else:
        actions.mail_sent(mail)


def message_of(mail: Mail, kept: dict[str, str]) -> EmailMessage:
    """The same for every session and everybody; only a code differs."""
    with languages.in_language_of(mail.mailbox.person):
        if mail.kind == MailKind.CODE:
            subject, text = gettext("Your code"), _code_text(kept["code"])
        else:
            subject, text = gettext("A reminder"), _reminder_text()
    return EmailMessage(
        subject,
        f"{text}\n",
        to=[kept["address"]],
        headers={"Auto-Submitted": "auto-generated"},
    )


def _code_text(code: str) -> str:
    return "\n\n".join(
        [
            gettext("Your code is %(code)s. It works for 30 minutes.") % {"code": code},
            gettext("Type it on the page where you gave this address."),
            gettext("If you did not ask for this, do nothing. No reminders will come."),
        ]
    )


def _reminder_text() -> str:
    origin = str(settings.ORIGINS[0]) if settings.ORIGINS else ""
    return "\n\n".join(
        [
            gettext("Something you planned is coming up. Sign in to see it."),
            origin,
            gettext(
                "To stop these e-mails, sign in, open your settings, and choose “Reminders by e-mail”."
            ),
        ]
    )
