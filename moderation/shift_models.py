"""Handing cases over, how one is after a shift, and what one has read."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from people.models import Person


class Handover(models.Model):
    """A case that somebody can no longer keep, until a colleague takes it by name."""

    class State(models.TextChoices):
        OFFERED = "offered", "Offered"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Not accepted"
        REPLACED = "replaced", "Offered to somebody else"

    flag = models.ForeignKey(
        "moderation.Flag", on_delete=models.PROTECT, related_name="handovers"
    )
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Nobody was named: whoever takes it from the board has it.
    receiver = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.OFFERED)
    at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["flag"],
                condition=models.Q(state="offered"),
                name="one_offer_of_a_case",
            )
        ]


class CheckOut(models.Model):
    """How a moderator is at the end of a shift; for the leads, and nobody else."""

    class Answer(models.TextChoices):
        WELL = "well", "I am all right"
        TIRED = "tired", "Tired, and all right"
        TALK = "talk", "I would like to talk it over this week"
        CALL = "call", "Please call me today"

    shift = models.OneToOneField(
        "moderation.Shift", on_delete=models.PROTECT, related_name="check_out"
    )
    answer = models.CharField(max_length=5, choices=Answer.choices, blank=True)
    note = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField(default=timezone.now)
    # A lead has spoken with them.
    spoken_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    spoken_at = models.DateTimeField(null=True, blank=True)


class Exposure(models.Model):
    """Somebody at the desk has read what a flag is about; theirs to see first."""

    flag = models.ForeignKey(
        "moderation.Flag", on_delete=models.CASCADE, related_name="+"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    # When they last gave it back, or over to a colleague, without a decision.
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["flag", "person"], name="one_exposure")
        ]
