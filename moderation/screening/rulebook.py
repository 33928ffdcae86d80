"""The rules once read: what a rule, a context and a whole book of them are."""

from collections.abc import Mapping
from dataclasses import dataclass

from moderation.screening.pattern import Part


class RulesError(ValueError):
    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    concern: str
    severity: str
    reason: str
    phrases: tuple[Part, ...]
    steady: bool
    # Never calmed by the second reader: the community's own, and code words, which are
    # made of everyday words.
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """Words around a finding that make it weigh more or less, or change its concern."""

    name: str
    before: Part | None
    after: Part | None
    near: Part | None
    unless: Part | None
    only: frozenset[str]
    by: int
    to: str | None
    concern: str | None
    reason: str
    # Holds only for what already weighs this much.
    least: str = "note"


@dataclass(frozen=True, slots=True)
class RuleBook:
    version: str
    rules: tuple[Rule, ...]
    idioms: Part | None
    contexts: tuple[Context, ...]
    spellings: Mapping[str, str]
    hidden: frozenset[str]
    real: frozenset[str]
    weights: Mapping[str, int]
    closed: frozenset[str]
    # Words that nobody wrote by a slip of the keys.
    ordinary: frozenset[str] = frozenset()
    # The words of the lessons, the commonest first.
    common: tuple[str, ...] = ()
