"""The second reader's file: what each piece of a sentence weighs, one line a piece."""

from dataclasses import dataclass, field
from pathlib import Path
from sys import intern

from moderation.screening.likeness import Likeness
from moderation.screening.network import Network, read_network
from moderation.screening.rulebook import RulesError
from moderation.screening.weighing import Weights

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
        table.weights,
        table.hurried,
        table.known,
        network,
    )


@dataclass(slots=True)
class Table:
    settings: dict[str, float] = field(default_factory=dict)
    glances: dict[str, int] = field(default_factory=dict)
    weights: Weights = field(default_factory=Weights)
    hurried: Weights = field(default_factory=Weights)
    known: set[str] = field(default_factory=set)

    def add(self, feature: str, weight: str) -> None:
        """One line: a setting, a word's glance, a piece's haste, or its weight."""
        if feature.endswith(":"):
            self.settings[feature] = float(weight)
        elif feature.startswith("~ "):
            self.glances[intern(feature[2:])] = int(weight)
        else:
            weights = self.hurried if feature.startswith("! ") else self.weights
            # Each word once in memory, for it stands in many pieces.
            piece = [*map(intern, feature.removeprefix("! ").split(" "))]
            weights.add(piece, int(weight))
            self.known.update(piece)
