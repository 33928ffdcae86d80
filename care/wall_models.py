"""The wall of help: services and groups that people can turn to, each with its last check."""

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone

from people.models import Person
from realtime.later import later as _
from rooms.models import Room


class Service(models.Model):
    """Help or a group outside these rooms; shown once staff have checked it."""

    class Reach(models.TextChoices):
        NATIONAL = "national", _("For the whole country")
        LOCAL = "local", _("For one area")

    class Way(models.TextChoices):
        ONLINE = "online", _("Online or by phone")
        PERSON = "person", _("In person")
        BOTH = "both", _("Both")

    class State(models.TextChoices):
        SUGGESTED = "suggested", "Suggested"
        LISTED = "listed", "On the wall"
        DECLINED = "declined", "Not put on the wall"
        TAKEN_DOWN = "taken_down", "Taken down"

    name = models.CharField(max_length=80)
    what = models.CharField(max_length=300)
    reach = models.CharField(max_length=8, choices=Reach.choices)
    way = models.CharField(max_length=6, choices=Way.choices)
    area = models.CharField(max_length=80, blank=True)
    how = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    web = models.URLField(max_length=200, blank=True)
    hours = models.CharField(max_length=120)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.SUGGESTED
    )
    note = models.CharField(max_length=300, blank=True)
    suggested_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Days until somebody must check it again.
    check_every = models.PositiveSmallIntegerField(default=90)
    # Rooms whose people it is for; they lead to each other.
    rooms = models.ManyToManyField(Room, blank=True, related_name="services")

    class Meta:
        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_listed(self) -> bool:
        return self.state == self.State.LISTED

    def is_overdue(self, today: date) -> bool:
        if not self.is_listed:
            return False
        every = timedelta(days=self.check_every)
        return self.checked_on is None or self.checked_on + every < today
