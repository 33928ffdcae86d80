"""Unflagged messages drawn by chance, for a person to read: what the rules miss."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from people.models import Person
from rooms.models import Message


class Sampled(models.Model):
    """One message of a week's sample, and who read it and what they thought."""

    class Answer(models.TextChoices):
        NOTHING = "nothing", "Nothing that somebody should have seen"
        MISSED = "missed", "Somebody should have seen this"

    message = models.OneToOneField(
        Message, on_delete=models.CASCADE, related_name="sampled"
    )
    # The Monday of its week.
    week = models.DateField(db_index=True)
    drawn_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=7, choices=Answer.choices, blank=True)
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
