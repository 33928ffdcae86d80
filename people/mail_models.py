"""The one e-mail address that somebody gave for reminders, and what waits to go there."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone

from people.models import Person
from people.outbox_models import Outgoing

CODE_LASTS = timedelta(minutes=30)


class MailKind(models.TextChoices):
    """All that is ever sent by e-mail to a member."""

    CODE = "code"
    REMINDER = "reminder"


class Mailbox(models.Model):
    """Where somebody asked to be reminded; nothing but a code goes there until confirmed."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="mailbox"
    )
    # The address, and the code until it is confirmed (people.sealing); no page shows it.
    sealed = models.TextField()
    given_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    @property
    def takes_code(self) -> bool:
        is_young = timezone.now() < self.given_at + CODE_LASTS
        return self.confirmed_at is None and is_young


class Mail(Outgoing):
    """A kind of e-mail that one address is to get. Never what it is about."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=8, choices=MailKind.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mailbox", "kind"], name="one_mail_of_a_kind"
            )
        ]
