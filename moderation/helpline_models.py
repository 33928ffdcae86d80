"""The helplines that anybody can reach."""

from typing import ClassVar

from django.db import models

from people.models import Person


class Helpline(models.Model):
    """Help that anybody can reach, with the day somebody here last checked it, if any."""

    name = models.CharField(max_length=60)
    # The telephone or text number, as one would dial it.
    number = models.CharField(max_length=20, blank=True)
    is_text = models.BooleanField(default=False)
    how = models.CharField(max_length=160)
    what_for = models.CharField(max_length=200)
    hours = models.CharField(max_length=80, default="Open all day and all night.")
    is_always_open = models.BooleanField(default=True)
    # The one for danger to life stands first, and stays.
    is_emergency = models.BooleanField(default=False)
    place = models.PositiveSmallIntegerField(default=0)
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Taken away: only staff see it, and can bring it back.
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["-is_emergency", "place", "pk"]
