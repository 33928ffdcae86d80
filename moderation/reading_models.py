"""Flags read a second time, to see how far two people at the desk agree."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from people.models import Person


class SecondRead(models.Model):
    """What a second moderator made of a flag, without seeing what was decided."""

    flag = models.OneToOneField(
        "moderation.Flag", on_delete=models.CASCADE, related_name="second_read"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_concern = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"])]
