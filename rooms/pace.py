"""How fast one person may write, by socket and by form together."""

from functools import cache

from django.conf import settings

from realtime.limits import Buckets
from rooms.posting import Refused


@cache
def _turns() -> Buckets:
    return Buckets(settings.POSTS_PER_MINUTE / 60, settings.POSTS_BURST)


def take_turn(author: int) -> Refused | None:
    """Takes one of somebody's turns to write; refuses when none is left."""
    wait = _turns().wait(author)
    if not wait:
        return None
    words = "You are writing very fast. Please wait a moment."
    return Refused("too_many", words, int(wait * 1000) + 1)


def forget() -> None:
    """Gives everybody their turns back, for tests."""
    _turns.cache_clear()
