"""How long a thread can be read after its mentorship has ended."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.module_loading import import_string

from mentoring.models import Mentorship


def kept_for() -> timedelta:
    """As the lead has set it; an upper app knows."""
    found: timedelta = import_string(settings.THREADS_KEPT_FOR)()
    return found


def kept_until(mentorship: Mentorship) -> datetime | None:
    ended = mentorship.ended_at
    return ended + kept_for() if ended else None
