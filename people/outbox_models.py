"""What waits to go out to somebody who is not here, whichever way it goes."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Outgoing(models.Model):
    """Tried until it is taken, or says nothing any more that is worth hearing."""

    made_at = models.DateTimeField()
    # When to try next; while it is being sent, when another may try.
    send_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True


def is_due() -> Q:
    return Q(send_at__lte=timezone.now())
