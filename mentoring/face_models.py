"""Pairs that meet face to face: no thread, only that they meet, so that both kinds count."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from people.models import Person


class FacePair(models.Model):
    """A mentor and somebody whom they meet; who that is stays with the coordinator."""

    mentor = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="face_pairs"
    )
    # What the charity calls them in its own book; they may have no account here.
    mentee_label = models.CharField(max_length=40)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["started_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="face_pair_ends_after_it_starts",
            )
        ]


class FaceMeeting(models.Model):
    """One meeting: when, for how long, and the mentor's short note."""

    pair = models.ForeignKey(
        FacePair, on_delete=models.CASCADE, related_name="meetings"
    )
    met_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=500, blank=True)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["met_on", "pk"]
