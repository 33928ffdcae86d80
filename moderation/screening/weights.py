"""The second reader's file: what each piece of a sentence weighs, one line a piece."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from moderation.screening.likeness import BITS, LEAP, PAIR, SKIP, TRIPLE, Likeness
from moderation.screening.rulebook import RulesError
from moderation.screening.verdict import CONCERNS

FILE = "likeness.tsv"
SETTINGS = {"bias:", "calm:", "yellow:", "amber:", "haste:", "red:", "glance:"}


def read_likeness(path: Path) -> Likeness | None:
    """What was learnt; None where there is no such file, and the rules read alone."""
    file = path / FILE
    if not file.exists():
        return None
    return parse_likeness(file.read_text("utf-8"))


def parse_likeness(text: str) -> Likeness:
    table = Table()
    for line, row in enumerate(text.splitlines(), 1):
        try:
            if not row.startswith("# "):
                table.add(*row.split("\t"))
        except (ValueError, IndexError, TypeError):
            raise RulesError(line, f"{FILE}: cannot read this line") from None
    if table.settings.keys() != SETTINGS:
        raise RulesError(1, f"{FILE}: it must hold {', '.join(sorted(SETTINGS))}")
    return Likeness(
        table.settings,
        table.glances,
        table.numbers,
        table.weights,
        table.hurried,
        table.concerns,
    )


@dataclass(slots=True)
class Table:
    settings: dict[str, float] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=lambda: {"^": 1, "$": 2})
    glances: dict[str, int] = field(default_factory=dict)
    weights: dict[int, int] = field(default_factory=dict)
    hurried: dict[int, int] = field(default_factory=dict)
    concerns: dict[int, str] = field(default_factory=dict)

    def add(self, feature: str, weight: str, concern: str = "") -> None:
        """One line: a setting, a word's glance, a piece's haste, or its weight."""
        if feature.endswith(":"):
            self.settings[feature] = float(weight)
        elif feature.startswith("~ "):
            self.glances[feature[2:]] = int(weight)
        elif feature.startswith("! "):
            self.hurried[self.numbered(feature[2:].split(" "))] = int(weight)
        else:
            key = self.numbered(feature.split(" "))
            self.weights[key] = int(weight)
            if concern:
                self.concerns[key] = CONCERNS[int(concern)]

    def numbered(self, parts: Iterable[str]) -> int:
        """A piece as it is written ("want _ die") as its number."""
        numbers = self.numbers
        match [
            numbers.setdefault(p, len(numbers) + 1) if p != "_" else 0 for p in parts
        ]:
            case [a]:
                return a
            case [a, b]:
                return PAIR | a << BITS | b
            case [a, 0, c]:
                return SKIP | a << BITS | c
            case [a, b, c]:
                return TRIPLE | a << 2 * BITS | b << BITS | c
            case [a, 0, 0, d]:
                return LEAP | a << BITS | d
        raise ValueError("no such piece")
