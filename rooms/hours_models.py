"""When rooms are open: hours of the week, and days on which nothing opens."""

from typing import ClassVar

from django.db import models

from realtime.later import later as _


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class OpenHours(models.Model):
    """On one day of every week, by the clocks of the community's zone."""

    room = models.ForeignKey(
        "rooms.Room", on_delete=models.CASCADE, related_name="hours"
    )
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    opens = models.TimeField()
    # No later than it opens means on the next day.
    closes = models.TimeField()

    class Meta:
        ordering: ClassVar = ["weekday", "opens"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["room", "weekday", "opens", "closes"], name="same_hours_once"
            )
        ]


class Break(models.Model):
    """A holiday or a chat break: from its first day to its last, nothing opens."""

    name = models.CharField(max_length=40)
    first_day = models.DateField()
    last_day = models.DateField()
    # Empty for every room that has hours.
    room = models.ForeignKey(
        "rooms.Room",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="breaks",
    )

    class Meta:
        ordering: ClassVar = ["first_day", "pk"]
