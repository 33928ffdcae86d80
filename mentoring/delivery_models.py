"""When somebody would like to hear that they were written to, and what waits for that."""

from typing import ClassVar

from django.db import models

from people.models import Person
from rooms.models import Room


class ReadingTimes(models.Model):
    """Hours of some weekdays, on their own clock; who has none hears as it comes."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="reading_times"
    )
    days = models.JSONField(default=list)
    hours = models.JSONField(default=list)

    @classmethod
    def of(cls, person: Person) -> "ReadingTimes | None":
        return getattr(person, "reading_times", None)


class Undelivered(models.Model):
    """Somebody was written to, and is told at a time of theirs. Nothing is held back."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    due_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "person"], name="one_undelivered")
        ]
        indexes: ClassVar = [models.Index(fields=["due_at"])]
