"""A community's own screening rules, by version, and the bench they are tried on."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from people.models import Person


class Ruleset(models.Model):
    """Rules over those that ship; a change adds a row, and the newest counts."""

    # Local rules as moderation.screening.local writes them.
    rules = models.JSONField(default=list)
    note = models.CharField(max_length=200)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A version is never changed; add another.")
        super().save(*args, **kwargs)


class Bench(models.Model):
    """Rules tried on what was written lately, before they count."""

    class State(models.TextChoices):
        RUNNING = "running", "Reading"
        DONE = "done", "Read to the end"
        CANCELLED = "cancelled", "Stopped"
        USED = "used", "In use"

    rules = models.JSONField(default=list)
    note = models.CharField(max_length=200)
    # The version it was made from; another in between, and it must be tried again.
    over = models.ForeignKey(
        Ruleset, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(
        max_length=9, choices=State.choices, default=State.RUNNING, db_index=True
    )
    # Messages after the first and up to the last id are read.
    first = models.BigIntegerField(default=0)
    last = models.BigIntegerField(default=0)
    at = models.BigIntegerField(default=0)
    days = models.PositiveSmallIntegerField(default=1)
    total = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    flags_before = models.PositiveIntegerField(default=0)
    flags_after = models.PositiveIntegerField(default=0)
    gained = models.PositiveIntegerField(default=0)
    lost = models.PositiveIntegerField(default=0)
    # Of gained and lost: how many stand where only their two may read.
    private = models.PositiveIntegerField(default=0)
    # [message, severity before, severity after]; never text.
    samples = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["-pk"]
