"""What a pair may rely on: when the mentor answers, and a private calendar address."""

from django.db import models
from django.utils import timezone

from people.models import Person


class ReplyPromise(models.Model):
    """By when a mentor answers, each week, on their own clock; both see it."""

    mentorship = models.OneToOneField(
        "mentoring.Mentorship", on_delete=models.CASCADE, related_name="promise"
    )
    weekday = models.PositiveSmallIntegerField()
    by = models.TimeField()
    made_at = models.DateTimeField(default=timezone.now)
    # Who may write instead if it breaks, where the mentee said that this is all right.
    stand_in = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_stand_in_agreed = models.BooleanField(default=False)


class CalendarFeed(models.Model):
    """A secret address for calendar programmes; only its hash is kept, and it can end."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
