"""Who decided about a message that waited in a quiet room; found by moderation.models."""

from typing import Any

from django.db import models
from django.utils import timezone

from people.models import Person
from rooms.models import Message


class HeldDecision(models.Model):
    """A held message was put in the room, or not, by whom and why not; append-only."""

    message = models.OneToOneField(
        Message, on_delete=models.PROTECT, related_name="held_decision"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Empty where it was put in the room; else a name in rooms.held_words.WHY_NOT.
    why_not = models.CharField(max_length=8, blank=True)
    at = models.DateTimeField(default=timezone.now)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A decision is never changed.")
        super().save(*args, **kwargs)
