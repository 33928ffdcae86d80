"""Until when a moderator has paused somebody's writing in a room."""

from datetime import datetime, timedelta

from django.utils import timezone

from rooms.models import Membership

MINUTE = timedelta(minutes=1)


def ends_at(member: Membership) -> datetime | None:
    """In whole minutes and never too early: what is promised then is true."""
    left = member.muted_for()
    if not left:
        return None
    return (timezone.now() + left + MINUTE).replace(second=0, microsecond=0)
