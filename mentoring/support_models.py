"""Beside each mentorship: where mentor and coordinators talk, and what a mentor fears."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from people.models import Person
from rooms.models import Message, Room


class Support(models.Model):
    """The talk of a mentor with coordinators about one mentorship; never the mentee's."""

    mentorship = models.OneToOneField(
        "mentoring.Mentorship", on_delete=models.PROTECT, related_name="support"
    )
    room = models.OneToOneField(Room, on_delete=models.PROTECT, related_name="support")
    opened_at = models.DateTimeField(default=timezone.now)


class Worry(models.Model):
    """A mentor is worried about somebody; in words they said in the support thread."""

    support = models.ForeignKey(
        Support, on_delete=models.CASCADE, related_name="worries"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # What they said is a message, so that it is screened and kept as every other.
    said = models.ForeignKey(
        Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_danger = models.BooleanField(default=False)
    raised_at = models.DateTimeField(default=timezone.now)
    taken_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["raised_at"]
        indexes: ClassVar = [
            models.Index(
                fields=["raised_at"],
                condition=models.Q(closed_at=None),
                name="worries_not_closed",
            )
        ]
