"""Letting go of what was kept beside a thread, once the thread's own words have gone."""

from datetime import datetime

from mentoring.models import Draft, OwnNotes
from realtime.writer import change


@change
def forget_beside(before: datetime) -> None:
    """What the two kept for themselves about a mentorship that ended before then."""
    for model in (Draft, OwnNotes):
        model.objects.filter(mentorship__ended_at__lt=before).delete()
