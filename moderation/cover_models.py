"""What cover is worked out from; moderation.models has Django find these tables."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from people.models import Person
from rooms.models import Room


class Act(models.Model):
    """When a moderator last did something on any page: the newest, and no other."""

    moderator = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="act"
    )
    at = models.DateTimeField()


class PlannedShift(models.Model):
    """Somebody means to watch over some rooms; being there is what counts then."""

    moderator = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="planned_shifts"
    )
    rooms = models.ManyToManyField(Room, related_name="planned_shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    planned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(default=timezone.now)
    # Taken out of the plan, and kept: who relied on it may ask.
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["starts_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["ends_at"])]


class CoverWaiver(models.Model):
    """A safeguarding lead said in writing why a room needs no cover, and until when."""

    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, related_name="cover_waivers"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=400)
    review_on = models.DateField()
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["room"],
                condition=models.Q(ended_at=None),
                name="one_waiver_of_cover",
            )
        ]
