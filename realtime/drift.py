"""How far this computer's clock is from the database's."""

from datetime import timedelta

from django.db.models.functions import Now
from django.utils import timezone

from realtime.models import Stream


def drift() -> timedelta:
    """Not counting how long the question took: that is no fault of the clock."""
    began = timezone.now()
    there = Stream.objects.annotate(now=Now()).values_list("now", flat=True).first()
    ended = timezone.now()
    if there is None:
        return timedelta(0)
    return max(began - there, there - ended, timedelta(0))
