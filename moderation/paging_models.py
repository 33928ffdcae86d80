"""Targets, who is on call, who was told of what, and signs of life of the machinery."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from people.models import Person

# What it is sealed for where somebody on call is reached.
PURPOSE = "on-call"


class Targets(models.Model):
    """Within how many minutes a flag is taken; a change adds a row, the newest counts."""

    red = models.PositiveIntegerField()
    amber = models.PositiveIntegerField()
    yellow = models.PositiveIntegerField()
    green = models.PositiveIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)


class OnCall(models.Model):
    """Somebody who is called, in their turn, when nobody takes a flag."""

    class Channel(models.TextChoices):
        EMAIL = "email", "By e-mail"
        WEBHOOK = "webhook", "By webhook"

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="on_call"
    )
    place = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=7, choices=Channel.choices)
    # Where, sealed (people.sealing); no page shows it.
    reach = models.TextField()

    class Meta:
        ordering: ClassVar = ["place", "pk"]


class Page(models.Model):
    """One person told once, at one step, that something waits; also the outbox."""

    class Step(models.TextChoices):
        SHIFT = "shift", "Everyone on shift"
        ON_CALL = "on_call", "On call"
        LEAD = "lead", "Safeguarding lead"
        TEST = "test", "A test"
        OVER = "over", "Nobody is needed any more"

    token = models.UUIDField(default=uuid.uuid4, unique=True)
    # What waits: a flag, or a fault of the machinery.
    key = models.CharField(max_length=80)
    flag = models.ForeignKey(
        "moderation.Flag",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="pages",
    )
    # Or a second person, who is needed.
    proposal = models.ForeignKey(
        "moderation.Proposal",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="pages",
    )
    step = models.CharField(max_length=7, choices=Step.choices)
    round = models.PositiveIntegerField(default=0)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    # When to try their channel next; null: not to be sent, or no longer.
    send_at = models.DateTimeField(null=True, blank=True, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key", "step", "round", "person"], name="one_page"
            )
        ]

    @property
    def was_called_off(self) -> bool:
        """Somebody took what it was about before it was sent; they may yet leave it."""
        ends = (self.send_at, self.sent_at, self.failed_at, self.acknowledged_at)
        return self.tries > 0 and not any(ends)

    @property
    def went_out(self) -> bool:
        """Whether it was sent, or may have been, to where somebody is reached."""
        return self.tries > 0 and not self.was_called_off


class Pulse(models.Model):
    """When a part of the machinery was last seen to work."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()
