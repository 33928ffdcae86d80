"""What a pair may rely on: when the mentor answers, and a private calendar address."""

from typing import ClassVar

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
    # What the mentee said of it; empty: nothing yet. False asks for another day.
    suits = models.BooleanField(null=True, blank=True)
    # Up to this place of the thread, answers have been counted.
    counted = models.BigIntegerField(default=0)


class PromisedAnswer(models.Model):
    """That somebody waited for a promised answer, until when, and when it came."""

    mentorship = models.ForeignKey(
        "mentoring.Mentorship", on_delete=models.CASCADE, related_name="promised"
    )
    since = models.DateTimeField()
    # Follows the mentor's days away; none while they pause.
    due = models.DateTimeField(null=True, blank=True, db_index=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mentorship"],
                condition=models.Q(answered_at=None),
                name="one_promised_answer_waits",
            )
        ]


class CalendarFeed(models.Model):
    """A secret address for calendar programmes; only its hash is kept, and it can end."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
