"""What moderators keep for one another and for themselves: notes, replies, choices."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from people.models import Person


class FlagNote(models.Model):
    """A colleague's note on a flag; never changed, and never shown to its author."""

    flag = models.ForeignKey(
        "moderation.Flag", on_delete=models.PROTECT, related_name="notes"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    at = models.DateTimeField(default=timezone.now)


class Reply(models.Model):
    """Words to start a reply from; a change adds a row, the newest of a series counts."""

    series = models.UUIDField(default=uuid.uuid4, db_index=True)
    title = models.CharField(max_length=60)
    words = models.TextField()
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField()
    is_retired = models.BooleanField(default=False)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)


class DeskChoice(models.Model):
    """How the desk shows things to one moderator."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="desk_choice"
    )
    # Text stays folded until they open it.
    covers = models.BooleanField(default=False)


class NotMe(models.Model):
    """Somebody would rather not have this flag today; nobody asks why."""

    flag = models.ForeignKey(
        "moderation.Flag", on_delete=models.CASCADE, related_name="+"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["flag", "person"], name="not_me_once")
        ]
