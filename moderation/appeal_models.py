"""Appeals: somebody asks that another person looks again at what was decided."""

from django.db import models
from django.utils import timezone

from people.models import Person


class Appeal(models.Model):
    """One for each decision; it waits on the board like everything else."""

    class Result(models.TextChoices):
        WAITING = "waiting", "Waiting for another person"
        KEPT = "kept", "Stays as it was"
        CHANGED = "changed", "Taken back"

    decision = models.OneToOneField(
        "moderation.Decision", on_delete=models.PROTECT, related_name="appeal"
    )
    # Where it waits: raised for it, or open already about the same message.
    flag = models.ForeignKey(
        "moderation.Flag", on_delete=models.PROTECT, related_name="appeals"
    )
    words = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    result = models.CharField(
        max_length=7, choices=Result.choices, default=Result.WAITING
    )
    answered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    # What whoever appealed reads.
    answer = models.TextField(blank=True)
