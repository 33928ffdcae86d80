"""A circle: a hosted conversation in which people take turns, and who has a seat in it."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from people.models import Person


class Circle(models.Model):
    """One room holds one circle at a time; it is a row of the room's stream."""

    class Waits(models.TextChoices):
        HOST = "host", "For its host"
        ROOM = "room", "For the room to open"

    class Ending(models.TextChoices):
        HOST = "host", "Its host ended it"
        STAFF = "staff", "A moderator ended it"
        LOST = "lost", "Its host did not come back"
        ROOM = "room", "The room was not open"

    room = models.ForeignKey(
        "rooms.Room", on_delete=models.CASCADE, related_name="circles"
    )
    host = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Its last change on the room's stream.
    position = models.BigIntegerField()
    minutes = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=5, choices=Ending.choices, blank=True)
    # Whose turn it is, and until when; nobody's between turns.
    speaker = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    turn_ends_at = models.DateTimeField(null=True, blank=True)
    # While it waits, its clock stands still: so much of the turn is left.
    waits_for = models.CharField(max_length=4, choices=Waits.choices, blank=True)
    waits_since = models.DateTimeField(null=True, blank=True)
    seconds_left = models.PositiveIntegerField(default=0)
    # The host is taken to be there until then; each act of theirs puts it off.
    host_until = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["room"],
                condition=models.Q(ended_at=None),
                name="one_circle_at_a_time",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["room", "position"])]


class Seat(models.Model):
    """Somebody who takes turns in a circle; whoever listens needs none."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    hand_at = models.DateTimeField(null=True, blank=True)
    turns = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["circle", "person"], name="one_seat")
        ]
