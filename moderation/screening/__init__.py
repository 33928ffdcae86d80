"""Reads a message for signs of distress; decides nothing and keeps nothing."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from moderation.screening.likeness import Likeness
from moderation.screening.local import Local
from moderation.screening.rulebook import RulesError
from moderation.screening.rules import read_rules
from moderation.screening.screener import Screener
from moderation.screening.verdict import CONCERNS, SEVERITIES, Finding, Verdict
from moderation.screening.weights import read_likeness

RULES = Path(__file__).parent.parent / "rules"

__all__ = [
    "CONCERNS",
    "RULES",
    "SEVERITIES",
    "Finding",
    "RulesError",
    "Screener",
    "Verdict",
    "default_screener",
    "load_screener",
    "screener_with",
]


@cache
def _shipped_likeness() -> Likeness | None:
    return read_likeness(RULES)


def screener_with(local: Sequence[Local], languages: Sequence[str] = ()) -> Screener:
    """The shipped rules with a community's own over them, and starter lists beside."""
    lists = [RULES / "languages" / f"{code}.toml" for code in languages]
    return Screener(read_rules(RULES, local, lists), _shipped_likeness())


def load_screener(path: Path | str) -> Screener:
    return Screener(read_rules(Path(path)), read_likeness(Path(path)))


@cache
def default_screener() -> Screener:
    return screener_with(())
