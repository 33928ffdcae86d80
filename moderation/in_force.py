"""Which screening rules count now: those that ship and the community's newest over them.

Every process looks once a second, while it screens, whether there is a newer version;
it takes it whole, or goes on with the one it has.
"""

import logging
import threading
import time
from dataclasses import dataclass

from django.db import DatabaseError

from moderation import policies
from moderation.rules_models import Ruleset
from moderation.screening import RulesError, Screener, default_screener, screener_with
from moderation.screening.local import Local, from_plain

logger = logging.getLogger(__name__)

# In seconds: how often it is looked for a newer version, and how soon one that could
# not be read is tried again.
LOOK_EVERY, TRY_AGAIN = 1.0, 60.0


@dataclass(frozen=True, slots=True)
class InForce:
    """A version and its screener, swapped as one."""

    ruleset: int
    languages: tuple[str, ...]
    screener: Screener
    # Where this version could not be read, the screener is of the one before it.
    is_read: bool
    since: float


_now: InForce | None = None
_looked = 0.0
_lock = threading.Lock()


def screener() -> Screener:
    global _looked
    now = _now
    if now is None or time.monotonic() - _looked > LOOK_EVERY:
        with _lock:
            _looked = time.monotonic()
            now = _renewed(_now)
    return now.screener


def is_read() -> bool:
    """Whether the newest version is at work here, and not the one before it."""
    screener()
    return _now is not None and _now.is_read


def runs() -> bool:
    """Whether any rules are at work here: a process that found no files has none."""
    try:
        screener()
    except RulesError:
        return False
    return True


def look_again() -> None:
    """The next message finds out whether the rules have changed."""
    global _looked
    _looked = 0.0


def newest() -> Ruleset | None:
    return Ruleset.objects.order_by("-pk").first()


def rules() -> tuple[Local, ...]:
    found = newest()
    return from_plain(found.rules) if found else ()


def languages() -> tuple[str, ...]:
    """The starter lists that a lead has turned on."""
    return tuple(code for code, on in policies.terms("languages").items() if on)


def _renewed(now: InForce | None) -> InForce:
    global _now
    try:
        pk = Ruleset.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        lists = languages()
        if now is None or (now.ruleset, now.languages) != (pk, lists) or _is_old(now):
            now = _now = _taken(pk, lists, now)
    except DatabaseError as problem:
        logger.error("rules could not be looked for: %s", type(problem).__name__)
        if now is None:
            return InForce(0, (), default_screener(), True, time.monotonic())
    return now


def _is_old(now: InForce) -> bool:
    return not now.is_read and time.monotonic() - now.since > TRY_AGAIN


def _taken(pk: int, lists: tuple[str, ...], now: InForce | None) -> InForce:
    """Whole or not at all: where it can't be read, the rules that were running stay. A
    process that begins takes those that ship: else it would read nothing at all."""
    try:
        screener, is_read = _made(pk, lists), True
    except RulesError as problem:
        logger.error("rules could not be renewed: %s", type(problem).__name__)
        screener, is_read = now.screener if now else default_screener(), False
    return InForce(pk, lists, screener, is_read, time.monotonic())


def _made(pk: int, lists: tuple[str, ...]) -> Screener:
    if not pk and not lists:
        return default_screener()
    own = Ruleset.objects.get(pk=pk).rules if pk else []
    return screener_with(from_plain(own), lists)
