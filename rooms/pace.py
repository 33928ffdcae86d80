"""How fast one person may write and react, by socket and by form together."""

from functools import cache

from django.conf import settings

from realtime.later import later as _
from realtime.limits import Buckets
from realtime.sources import Refusal


@cache
def _turns() -> Buckets:
    return Buckets(settings.POSTS_PER_MINUTE / 60, settings.POSTS_BURST)


@cache
def _touches() -> Buckets:
    return Buckets(settings.FRAMES_PER_SECOND, settings.FRAMES_BURST)


def take_turn(author: int) -> Refusal | None:
    """Takes one of somebody's turns to write; refuses when none is left."""
    return _answer(
        _turns().wait(author), _("You are writing very fast. Please wait a moment.")
    )


def take_touch(person: int) -> Refusal | None:
    """The same for reacting, taking back and circles, which all in the room are told of."""
    return _answer(
        _touches().wait(person), _("That was very fast. Please wait a moment.")
    )


def _answer(wait: float, words: str) -> Refusal | None:
    return Refusal("too_many", words, int(wait * 1000) + 1) if wait else None


def forget() -> None:
    """Gives everybody their turns back, for tests."""
    _turns.cache_clear()
    _touches.cache_clear()
