"""What takes two people, and the answers that a red flag asks for."""

from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from people.models import Person

CONFIRMED_WITHIN = timedelta(minutes=30)


# Agreed, these end the flag; not agreed, it goes back to the board.
ENDING = frozenset(["close", "remove"])


class Proposal(models.Model):
    """What one person wants and a second must agree to; an emergency has begun already."""

    class Kind(models.TextChoices):
        CLOSE = "close", "Close a red flag"
        REMOVE = "remove", "Remove somebody from a room for good"
        EMERGENCY = "emergency", "The emergency procedure"
        ENVELOPE = "envelope", "Open a sealed envelope"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for a second person"
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Not agreed"
        WITHDRAWN = "withdrawn", "Taken back"

    flag = models.ForeignKey(
        "moderation.Flag", on_delete=models.PROTECT, related_name="proposals"
    )
    kind = models.CharField(max_length=9, choices=Kind.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)
    # What is carried out once a second agrees: what the author reads, and the like.
    wish = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    second = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["flag", "kind"],
                condition=models.Q(state="waiting"),
                name="one_waiting_proposal",
            )
        ]

    @property
    def due_at(self) -> Any:
        return self.at + CONFIRMED_WITHIN


class Known(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Not known"


class RedAnswers(models.Model):
    """What is known of a danger; answered anew as more is known, and all are kept."""

    flag = models.ForeignKey(
        "moderation.Flag", on_delete=models.PROTECT, related_name="red_answers"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    thoughts = models.CharField(max_length=7, choices=Known.choices)
    plan = models.CharField(max_length=7, choices=Known.choices)
    means = models.CharField(max_length=7, choices=Known.choices)
    when = models.CharField(max_length=200)
    others = models.CharField(max_length=7, choices=Known.choices)
    child = models.CharField(max_length=7, choices=Known.choices)
