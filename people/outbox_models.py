"""What waits to go out to somebody who is not here, whichever way it goes."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

# No two computers' clocks are further apart than this.
CLOCKS_AGREE = timedelta(minutes=2)
# What changes when it is tried.
TRIED = ["made_at", "tries", "send_at"]


class Outgoing(models.Model):
    """Tried until it is taken, or says nothing any more that is worth hearing."""

    made_at = models.DateTimeField()
    # When to try next; while it is being sent, when another may try.
    send_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    def take(self, first_wait: timedelta) -> None:
        """Puts off its next try, each time for twice as long; to be saved, locked."""
        now = timezone.now()
        self.made_at = min(self.made_at, now)
        self.tries += 1
        self.send_at = now + first_wait * 2 ** (self.tries - 1)


def is_due() -> Q:
    return Q(send_at__lte=timezone.now())


def is_from_ahead() -> Q:
    """Made at an hour that has not come: the clock was put back, and nothing waits for it."""
    return Q(made_at__gt=timezone.now() + CLOCKS_AGREE)
