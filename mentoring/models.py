"""Mentorships and their scheduled sessions."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from people.models import Person
from rooms.models import Room


class Mentorship(models.Model):
    """One mentor and one mentee, from being paired to a good ending."""

    mentor = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="mentorships_given"
    )
    mentee = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="mentorships_had"
    )
    room = models.OneToOneField(
        Room, on_delete=models.PROTECT, related_name="mentorship"
    )
    paired_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mentor", "mentee"],
                condition=models.Q(ended_at=None),
                name="one_current_mentorship",
            )
        ]


class Session(models.Model):
    """A scheduled live meeting of a mentorship."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        ACCEPTED = "accepted", "Agreed"
        DECLINED = "declined", "Not this time"
        CANCELLED = "cancelled", "Cancelled"
        ENDED = "ended", "Ended"

    mentorship = models.ForeignKey(
        Mentorship, on_delete=models.CASCADE, related_name="sessions"
    )
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=45)
    agenda = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=9, choices=State.choices, default=State.PROPOSED
    )
    # Set when both are there for the first time.
    live_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def opens_at(self) -> datetime:
        return self.starts_at - settings.SESSION_OPENS_BEFORE

    def is_open(self, now: datetime) -> bool:
        return self.state == self.State.ACCEPTED and self.opens_at <= now


class Attendance(models.Model):
    """Who came to a session, when first and last, and their note about it."""

    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="attendances"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    came_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "person"], name="one_attendance")
        ]
