"""Aftercare: who was there while an alarming message stood, and what is still to be done."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from people.models import Person


class Witness(models.Model):
    """Somebody had the room open while a red message stood; forgotten once cared for."""

    flag = models.ForeignKey(
        "moderation.Flag", on_delete=models.CASCADE, related_name="witnesses"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["flag", "person"], name="one_witness")
        ]


class Care(models.Model):
    """A task for people after a red flag; the software only reminds."""

    class Kind(models.TextChoices):
        AUTHOR = "author", "Ask the author how they are"
        PRESENT = "present", "Write to those who were there"
        MODERATOR = "moderator", "Look after yourself"

    flag = models.ForeignKey(
        "moderation.Flag", on_delete=models.PROTECT, related_name="care"
    )
    kind = models.CharField(max_length=9, choices=Kind.choices)
    # Whose task it is; nobody's own: whoever is on shift.
    owner = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # How many were written to; 0: it was not needed.
    written_to = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["flag", "kind", "owner"], name="one_care_of_a_kind"
            )
        ]
