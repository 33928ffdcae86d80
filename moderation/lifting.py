"""A flag that weighs more than it did: what it is now, and that nobody sleeps on it."""

from django.conf import settings
from django.utils import timezone

from moderation.models import Flag
from moderation.seconding_models import ENDING, Proposal


def lift(flag: Flag, level: str, concern: str) -> None:
    """Under the board's lock: its gist is of what weighs most."""
    flag.level, flag.concern = level, concern
    wake(flag)
    if level == Flag.Level.RED and flag.state == Flag.State.SECOND:
        _return_to_board(flag)


def wake(flag: Flag) -> None:
    """Something new was said of it: its owner looks within its own time, or loses it."""
    flag.kept_until = None
    if flag.claimed_until:
        latest = timezone.now() + settings.CLAIM_LASTS[flag.level]
        flag.claimed_until = min(flag.claimed_until, latest)


def _return_to_board(flag: Flag) -> None:
    """What was asked of a second person was asked before this was known; a red climbs."""
    flag.state, flag.claimed_by = Flag.State.OPEN, None
    asked = flag.proposals.filter(kind__in=ENDING, state=Proposal.State.WAITING)
    asked.update(state=Proposal.State.WITHDRAWN, answered_at=timezone.now())
