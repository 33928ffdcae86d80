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

LOOK_EVERY = 1.0  # seconds


@dataclass(frozen=True, slots=True)
class InForce:
    """A version and its screener, swapped as one."""

    ruleset: int
    languages: tuple[str, ...]
    screener: Screener


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
        if now is None or (now.ruleset, now.languages) != (pk, lists):
            now = _now = InForce(pk, lists, _made(pk, lists))
    except (RulesError, DatabaseError) as problem:
        # The rules that were running stay; nothing is half taken over. A process that
        # begins takes those that ship: else it would read nothing at all.
        logger.error("rules could not be renewed: %s", type(problem).__name__)
        if now is None:
            return InForce(0, (), default_screener())
    return now


def _made(pk: int, lists: tuple[str, ...]) -> Screener:
    if not pk and not lists:
        return default_screener()
    own = Ruleset.objects.get(pk=pk).rules if pk else []
    return screener_with(from_plain(own), lists)
