"""Draws the saturated runs as bars: a picture of plain SVG, no library and no script."""

from collections.abc import Iterator
from html import escape
from typing import Any

from bench.figures import median, shown

WIDTH, LEFT, BAR, GAP, HEAD = 760, 190, 16, 5, 34
OURS, THEIRS, INK = "#00707a", "#9aa5ab", "#1d2529"

Runs = dict[str, dict[str, list[dict[str, Any]]]]


def drawn(found: Runs) -> str:
    """A block of bars for each size of room, the fastest server first."""
    blocks = list(of_sizes(found))
    most = max((rate for _, bars in blocks for _, rate in bars), default=1)
    body: list[str] = []
    top = 8.0
    for size, bars in blocks:
        body.append(text(0, top + 16, f"Rooms of {size}: rows a second", weight=700))
        top += HEAD
        for server, rate in bars:
            body += bar(top, server, rate, most)
            top += BAR + GAP
        top += 14
    return "\n".join([head(top), *body, "</svg>", ""])


def of_sizes(found: Runs) -> Iterator[tuple[str, list[tuple[str, float]]]]:
    sizes = dict.fromkeys(size for of in found.values() for size in of)
    for size in sorted(sizes, key=lambda words: int(words.rpartition(" ")[2])):
        rates = [
            (server, median(run["deliveries"] / run["seconds"] for run in of[size]))
            for server, of in found.items()
            if of.get(size)
        ]
        yield size.rpartition(" ")[2], sorted(rates, key=lambda one: -one[1])


def head(height: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-12 0 {WIDTH + 24}'
        f' {height:.0f}" role="img" font-family="sans-serif" font-size="13">\n'
        "<title>Rows a second that one core delivers</title>\n"
        f'<rect x="-12" width="{WIDTH + 24}" height="{height:.0f}" fill="#fff"/>'
    )


def bar(top: float, server: str, rate: float, most: float) -> list[str]:
    wide = max(1.0, (WIDTH - LEFT - 80) * rate / most)
    colour = OURS if server.startswith("Alongside") else THEIRS
    return [
        text(LEFT - 8, top + BAR - 3, server, anchor="end"),
        f'<rect x="{LEFT}" y="{top:.0f}" width="{wide:.1f}" height="{BAR}"'
        f' fill="{colour}"/>',
        text(LEFT + wide + 6, top + BAR - 3, shown(rate)),
    ]


def text(
    x: float, y: float, words: str, *, anchor: str = "start", weight: int = 400
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.0f}" text-anchor="{anchor}"'
        f' font-weight="{weight}" fill="{INK}">{escape(words)}</text>'
    )
