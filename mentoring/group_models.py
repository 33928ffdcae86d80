"""Group sessions: one mentor and several people in a circle, with places and a waiting list."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from mentoring.timing_models import OnAClock
from people.models import Person
from rooms.models import Room

STAYS_OPEN = timedelta(minutes=15)


class Group(OnAClock):
    """A session that a mentor hosts, in a room of its own which opens for it."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        ENDED = "ended", "Ended"
        CANCELLED = "cancelled", "Cancelled"

    calendar_name = "group"

    host = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="groups_hosted"
    )
    room = models.OneToOneField(Room, on_delete=models.PROTECT, related_name="group")
    topic = models.CharField(max_length=60)
    about = models.CharField(max_length=300, blank=True)
    places = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    made_at = models.DateTimeField(default=timezone.now)
    # When its time changed last, and how often; calendars ask.
    moved_at = models.DateTimeField(null=True, blank=True)
    moves = models.PositiveSmallIntegerField(default=0)
    # When its circle, or the first of its small circles, began.
    live_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # How many came, kept when who came is forgotten.
    came = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "starts_at"])]

    def __str__(self) -> str:
        return self.topic

    @property
    def opens_at(self) -> datetime:
        return self.starts_at - settings.SESSION_OPENS_BEFORE

    @property
    def closes_at(self) -> datetime:
        return self.ends_at + STAYS_OPEN

    def is_ahead(self, now: datetime) -> bool:
        return self.state == self.State.PLANNED and now < self.opens_at

    def is_hostless(self) -> bool:
        """Whether its host is kept out now, and still will be when it opens."""
        until = self.host.suspended_until
        is_back_by_then = until is not None and until <= self.opens_at
        return self.host.is_suspended() and not is_back_by_then

    def is_open(self, now: datetime) -> bool:
        is_time = self.opens_at <= now < self.closes_at
        return self.state == self.State.PLANNED and is_time


class SmallCircle(models.Model):
    """A part of a group that is too large for one circle, in a room of its own."""

    group = models.ForeignKey(
        Group, on_delete=models.CASCADE, related_name="small_circles"
    )
    room = models.OneToOneField(
        Room, on_delete=models.PROTECT, related_name="small_circle"
    )
    host = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)


class Place(models.Model):
    """Somebody's place in a group, or in its waiting list; forgotten some weeks after."""

    class State(models.TextChoices):
        TAKEN = "taken", "Has a place"
        WAITING = "waiting", "Waits for a place"
        LEFT = "left", "Gave it back"

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="taken")
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="group_places"
    )
    state = models.CharField(max_length=7, choices=State.choices)
    # Another mentor who helps to host; takes nobody's place.
    is_helper = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    came_at = models.DateTimeField(null=True, blank=True)
    small_circle = models.ForeignKey(
        SmallCircle,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="people",
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "person"], name="one_place_in_a_group"
            )
        ]
