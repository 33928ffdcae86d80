"""The database's clock, and how far this computer's is from it."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from realtime.models import Stream


def now() -> datetime:
    """The database's time, on which all processes agree; SQLite has this computer's."""
    if connection.vendor == "sqlite":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def left_until(moment: datetime | None) -> timedelta:
    """By the database's clock; nothing of what is over or was never set."""
    over = timedelta(0)
    return max(moment - now(), over) if moment else over


def drift() -> timedelta:
    """Not counting how long the question took: that is no fault of the clock."""
    began = timezone.now()
    there = Stream.objects.annotate(now=Now()).values_list("now", flat=True).first()
    ended = timezone.now()
    if there is None:
        return timedelta(0)
    return max(began - there, there - ended, timedelta(0))
