"""Times as they were said, on somebody's clock, and another time asked for a session."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.utils import timezone

from mentoring import scheduling
from people.models import Person
from people.zones import is_zone


class OnAClock(models.Model):
    """A span that begins at an hour which somebody said on the clock of their place.

    If the rules of that clock change, it keeps its hour there.
    """

    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=45)
    # Empty where it was not said on a clock.
    zone = models.CharField(max_length=64, blank=True)
    on_day = models.DateField(null=True, blank=True)
    at_hour = models.TimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def ends_at(self) -> datetime:
        return scheduling.end_of(self.starts_at, self.minutes)

    def say_on(self, zone: str) -> None:
        """Keeps the hour that the clock of a place shows at its start."""
        there = self.starts_at.astimezone(ZoneInfo(zone))
        self.zone, self.on_day, self.at_hour = zone, there.date(), there.time()

    def take_time_of(self, other: "OnAClock") -> None:
        for name in TIME_FIELDS:
            setattr(self, name, getattr(other, name))

    def starts_by_its_clock(self) -> datetime:
        """When it starts by the rules that hold now; a skipped hour is the next one."""
        if self.on_day is None or self.at_hour is None or not is_zone(self.zone):
            return self.starts_at
        place = ZoneInfo(self.zone)
        there = self.starts_at.astimezone(place)
        # The second time that a clock shows an hour in autumn is that hour too.
        if (there.date(), there.time()) == (self.on_day, self.at_hour):
            return self.starts_at
        return scheduling.soonest(self.on_day, self.at_hour, place)


TIME_FIELDS = ("starts_at", "minutes", "zone", "on_day", "at_hour")


class OtherTime(OnAClock):
    """One of the two asks for another time; until the other agrees, the old one stands."""

    session: Any = models.OneToOneField(
        "mentoring.Session", on_delete=models.CASCADE, related_name="other_time"
    )
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
