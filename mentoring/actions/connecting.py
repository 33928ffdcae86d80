"""Writing down whose line is open in a session, and forgetting it soon."""

from datetime import timedelta

from django.utils import timezone

from mentoring.models import Connection
from realtime.writer import change

# Longer than a page takes to change and a socket to come back.
LASTS = timedelta(seconds=20)
# Nobody needs to know later when somebody was last here.
KEPT = timedelta(days=1)


@change
def renew_connections(due: list[tuple[int, int]]) -> None:
    """Of sessions and people."""
    until = timezone.now() + LASTS
    Connection.objects.bulk_create(
        [Connection(session_id=s, person_id=p, until=until) for s, p in due],
        update_conflicts=True,
        unique_fields=["session", "person"],
        update_fields=["until"],
    )


@change
def forget_connections() -> None:
    Connection.objects.filter(until__lt=timezone.now() - KEPT).delete()
