"""What moderation does by time; each job is safe to run twice, or in two places."""

from django.utils import timezone

from moderation import actions, alarms, paging, shifts
from moderation.actions import paging as telling
from moderation.models import Flag


def renew_cover() -> None:
    """Rooms stay open while a moderator on shift is really there."""
    if shifts.current().exists():
        actions.renew_cover()


def return_lapsed_claims() -> None:
    """A claimed flag that its owner has left alone goes back to the board."""
    lapsed = Flag.objects.filter(
        state=Flag.State.CLAIMED, claimed_until__lte=timezone.now()
    )
    if lapsed.exists():
        actions.return_lapsed_claims()


def climb() -> None:
    """A flag that nobody takes reaches one person after another."""
    found = alarms.of_flags(timezone.now())
    if found:
        telling.tell(found)


def send_pages() -> None:
    paging.send_due()
