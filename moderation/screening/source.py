"""One rule file as text: parsed, checked for its shape, and pointed into by line."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from moderation.screening.rulebook import RulesError
from moderation.screening.verdict import CONCERNS, SEVERITIES

TEXTS = {
    "version",
    "language",
    "concern",
    "hidden",
    "real",
    "commonest",
    "common",
    "closed",
}
TABLES = {"lists", "forms", "spellings"}
ARRAYS = {"rule", "idiom", "context"}
RULE_KEYS = {"id", "concern", "severity", "reason", "phrases", "steady", "firm"}
CONTEXT_KEYS = {"name", "before", "after", "near", "unless", "only", "by", "to"}
CONTEXT_KEYS |= {"least", "reason", "concern"}


@dataclass(frozen=True, slots=True)
class Source:
    """One rule file; knows on which line a piece of it stands."""

    name: str
    text: str

    def parsed(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"at line (\d+)", str(error))
            line = int(place[1]) if place else self.text.count("\n") + 1
            raise RulesError(line, f"{self.name}: {error}") from None

    def refusal(self, fragment: str, reason: str) -> RulesError:
        before = self.text.partition(fragment)[0] if fragment in self.text else ""
        return RulesError(before.count("\n") + 1, f"{self.name}: {reason}")


def check_shape(source: Source, tables: Mapping[str, Any]) -> None:
    for key, value in tables.items():
        if key not in TEXTS | TABLES | ARRAYS:
            raise source.refusal(key, f"nothing is called {key!r} here")
        if key in TEXTS and not isinstance(value, str):
            raise source.refusal(key, f"{key!r} must be a text")
        if key in TABLES and not _all_texts(value):
            raise source.refusal(key, f"{key!r} must be a table of texts")
        if key in ARRAYS and not _all_tables(value):
            raise source.refusal(key, f"{key!r} must be written as [[{key}]]")


def _all_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(v, str) for v in value.values())


def _all_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(v, dict) for v in value)


def check_rule(
    source: Source, entry: Mapping[str, Any], name: str, seen: set[str]
) -> None:
    refuse = source.refusal
    if not name:
        raise refuse("[[rule]]", "a rule has no id")
    for key in entry.keys() - RULE_KEYS:
        raise refuse(name, f"rule {name!r} has an unknown {key!r}")
    if name in seen:
        raise refuse(name, f"two rules are called {name!r}")
    if entry.get("concern") not in CONCERNS:
        raise refuse(name, f"rule {name!r} has no known concern")
    if entry.get("severity") not in SEVERITIES[1:]:
        raise refuse(name, f"rule {name!r} has no known severity")
    if not isinstance(entry.get("reason"), str) or not entry["reason"].strip():
        raise refuse(name, f"rule {name!r} gives no reason")


def check_context(source: Source, entry: Mapping[str, Any], name: str) -> None:
    refuse = source.refusal
    for key in entry.keys() - CONTEXT_KEYS:
        raise refuse(name, f"context {name!r} has an unknown {key!r}")
    if not name or not isinstance(entry.get("reason"), str):
        raise refuse(name or "[[context]]", "a context needs a name and a reason")
    if not entry.keys() & {"before", "after", "near"}:
        raise refuse(name, f"context {name!r} has no phrases")
    if entry.get("by", 0) not in (-2, -1, 0, 1, 2):
        raise refuse(name, f"context {name!r} moves by a level or two")
    if not {entry.get("to", "note"), entry.get("least", "note")} <= {*SEVERITIES[1:]}:
        raise refuse(name, f"context {name!r} names no known severity")
    if not set(entry.get("only", ())) <= set(CONCERNS):
        raise refuse(name, f"context {name!r} names an unknown concern")
    if (entry.get("concern") or CONCERNS[0]) not in CONCERNS:
        raise refuse(name, f"context {name!r} has no known concern")
