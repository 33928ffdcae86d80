"""The geometry of the report's plots: where each bar stands. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

# As wide as a phone, so that its words can be read there.
WIDTH, HEIGHT, GAP = 340, 140, 4
MOST_LABELS, FEWEST_COLUMNS = 6, 4


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    kind: str
    words: str


@dataclass(frozen=True)
class Column:
    """What stands over one word of the axis: pieces on top of each other."""

    words: str
    pieces: Sequence[tuple[str, int]]
    # Said where there is nothing to draw, so that none is not taken for left out.
    empty: str = ""

    @property
    def sum(self) -> int:
        return sum(count for _, count in self.pieces)


@dataclass(frozen=True)
class Plot:
    bars: list[Bar]
    labels: list[tuple[float, str]]
    most: int
    empty: list[tuple[float, str]]
    width: int = WIDTH
    height: int = HEIGHT


def stacked(columns: Sequence[Column], most: int | None = None) -> Plot:
    """Columns of equal width; the tallest, or most, fills the height. Of many columns
    only some have a label."""
    most = most or max([column.sum for column in columns], default=0) or 1
    step = WIDTH / max(FEWEST_COLUMNS, len(columns))
    every = ceil(len(columns) / MOST_LABELS)
    bars, labels, empty = [], [], []
    for number, column in enumerate(columns):
        x, below = number * step, 0
        middle = round(x + step / 2, 1)
        if column.empty and not column.sum:
            empty.append((middle, column.empty))
        if number % every == 0:
            labels.append((middle, column.words))
        for kind, count in column.pieces:
            height = HEIGHT * count / most
            top = HEIGHT - HEIGHT * below / most - height
            words = f"{column.words}: {count} {kind}"
            if count:
                bars.append(_bar(x + GAP / 2, top, step - GAP, height, kind, words))
            below += count
    return Plot(bars, labels, most, empty)


def _bar(x: float, y: float, wide: float, high: float, kind: str, words: str) -> Bar:
    return Bar(round(x, 1), round(y, 1), round(wide, 1), round(high, 1), kind, words)
