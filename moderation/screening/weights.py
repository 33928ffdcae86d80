"""The second reader's file: what each piece of a sentence weighs, one line a piece."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from moderation.screening.likeness import BITS, LEAP, PAIR, SKIP, TRIPLE, Likeness
from moderation.screening.network import Network, read_network
from moderation.screening.rulebook import RulesError

FILE = "likeness.tsv"
SETTINGS = {"bias:", "haste:", "glance:", "doubt:", "ear:"}
SETTINGS |= {"calm:", "yellow:", "amber:", "red:"}


def read_likeness(path: Path) -> Likeness | None:
    """What was learnt; None where there is no such file, and the rules read alone."""
    file, network = path / FILE, read_network(path)
    if network is None or not file.exists():
        return None
    return parse_likeness(file.read_text("utf-8"), network)


def parse_likeness(text: str, network: Network) -> Likeness:
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
        network,
    )


@dataclass(slots=True)
class Table:
    settings: dict[str, float] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=lambda: {"^": 1, "$": 2})
    glances: dict[str, int] = field(default_factory=dict)
    weights: dict[int, int] = field(default_factory=dict)
    hurried: dict[int, int] = field(default_factory=dict)

    def add(self, feature: str, weight: str) -> None:
        """One line: a setting, a word's glance, a piece's haste, or its weight."""
        if feature.endswith(":"):
            self.settings[feature] = float(weight)
        elif feature.startswith("~ "):
            self.glances[feature[2:]] = int(weight)
        elif feature.startswith("! "):
            self.hurried[self.numbered(feature[2:].split(" "))] = int(weight)
        else:
            self.weights[self.numbered(feature.split(" "))] = int(weight)

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
