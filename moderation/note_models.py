"""Private notes from staff to members: who wrote to whom, and about which message."""

from typing import Any

from django.db import models
from django.utils import timezone

from people.models import Person
from rooms.models import Message


class StaffNote(models.Model):
    """A moderator wrote to a member in private; append-only, and open to colleagues.

    The words are those of a message in a check-in, where the member can answer.
    """

    message = models.OneToOneField(
        Message, on_delete=models.PROTECT, related_name="staff_note"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="staff_notes"
    )
    about = models.ForeignKey(
        Message, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A note is never changed; write another.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("A note is never deleted.")
