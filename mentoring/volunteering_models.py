"""Volunteers: who offered to be a mentor, and what must be in order before they are."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils import timezone

from people.models import Person


class Topic(models.Model):
    """Something a mentee may want help with, or would like a mentor to have lived."""

    class Kind(models.TextChoices):
        HELP = "help", "Something to get help with"
        LIVED = "lived", "Something a mentor has lived through"

    name = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.HELP)
    # A topic that is no longer offered stays with those who chose it.
    is_offered = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class Requirement(models.Model):
    """What a charity asks of its mentors: references, a check, training, supervision."""

    name = models.CharField(max_length=60, unique=True)
    help_words = models.CharField(max_length=200, blank=True)
    # For so many months it is good; empty: for good.
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    is_asked = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class Volunteer(models.Model):
    """An offer to be a mentor, from the first words to the day they stop."""

    class State(models.TextChoices):
        OFFERED = "offered", "Waits for a coordinator"
        APPROVED = "approved", "A mentor"
        DECLINED = "declined", "Not this time"
        STOPPED = "stopped", "No longer"

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="volunteer"
    )
    why = models.CharField(max_length=1000)
    # What a mentee reads before they say yes.
    few_words = models.CharField(max_length=300)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+")
    languages = models.JSONField(default=list)
    gender = models.CharField(max_length=20, blank=True)
    age_band = models.CharField(max_length=10, blank=True)
    # How much they can carry; an ordinary thread weighs one.
    most = models.PositiveSmallIntegerField(default=2)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OFFERED)
    offered_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)


class Check(models.Model):
    """That a requirement was met: when, until when, and who wrote it down."""

    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.CASCADE, related_name="checks"
    )
    requirement = models.ForeignKey(
        Requirement, on_delete=models.PROTECT, related_name="+"
    )
    done_on = models.DateField()
    good_until = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["good_until"])]

    def is_good(self, on: date) -> bool:
        return self.good_until is None or on <= self.good_until


class WeeklyHours(models.Model):
    """Hours of a weekday at which somebody can write or meet, on their own clock."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        ordering: ClassVar = ["weekday", "starts"]


class Apart(models.Model):
    """A keyed hash of a place or a name; who is it and who shuns it never meet.

    Never shown to anybody, and nothing to be read if it were.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="aparts")
    # Their own town, workplace or name; else one that they must not meet.
    is_own = models.BooleanField()
    mark = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "is_own", "mark"], name="apart_once"
            )
        ]
