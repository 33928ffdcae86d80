"""What was measured is kept beside what was before, and stands on the page."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from bench import page, results
from bench.figures import Figure, ratio, shown


def run(server: str, deliveries: int) -> dict[str, Any]:
    return {
        "row": "saturated, rooms of 100",
        "server": server,
        "deliveries": deliveries,
        "seconds": 2.0,
        "frames": deliveries // 2,
        "server_s": 2.0,
        "stores_s": 0.5,
        "seen": {"p50": 12.0, "p99": 30.5},
        "faults": {"lost": 0},
    }


def result(at: str = "2026-11-22T05:00", **other: Any) -> dict[str, Any]:
    figures = [
        Figure("saturated", "beside ws", 1.8, "×", least=1.7),
        Figure("screening", "mean", 61.0, "µs", most=40),
    ]
    return {
        "at": at,
        "is_quick": False,
        "is_part": False,
        "took_s": 600,
        "machine": {"processor": "made up"},
        "versions": {"commit": "abc1234"},
        "words": [],
        "figures": [figure.kept() for figure in figures],
        "runs": [run("ws", 200_000), run("Alongside", 360_000)],
    } | other


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    hand_written = f"# Speed\n\nBefore.\n\n{page.BEGIN}\nold\n{page.END}\n\nAfter.\n"
    (tmp_path / "speed.md").write_text(hand_written)
    return tmp_path


def test_the_page_is_made_from_the_newest_whole_run(docs: Path) -> None:
    page.write([("2026-11-22.json", result())], docs)

    text = (docs / "speed.md").read_text()
    assert "| saturated | beside ws | 1.80 × | ≥ 1.70 | met |" in text
    assert "| screening | mean | 61.0 µs | ≤ 40.0 | **missed** |" in text
    assert "| Alongside | 100 | 180,000 (180,000–180,000) |" in text


def test_what_was_written_by_hand_stays(docs: Path) -> None:
    for _ in range(2):
        page.write([("2026-11-22.json", result())], docs)

    text = (docs / "speed.md").read_text()
    assert text.startswith("# Speed\n\nBefore.\n")
    assert text.endswith("\n\nAfter.\n")
    assert "\nold\n" not in text


def test_the_picture_has_a_bar_for_every_server(docs: Path) -> None:
    page.write([("2026-11-22.json", result())], docs)

    drawn = ET.parse(docs / "speed.svg").getroot()
    words = [node.text for node in drawn.iter() if node.tag.endswith("text")]
    assert words == [
        "Rooms of 100: rows a second",
        *("Alongside", "180,000", "ws", "100,000"),
    ]


def test_old_results_stay(tmp_path: Path) -> None:
    for words in ("first", "second"):
        place = results.place_for(is_quick=False, is_part=False, folder=tmp_path)
        results.write(result(words=[words]), place)

    found = [json.loads(path.read_text()) for path in sorted(tmp_path.iterdir())]
    assert sorted(one["words"] for one in found) == [["first"], ["second"]]


def test_quick_runs_and_single_rows_do_not_make_the_page(tmp_path: Path) -> None:
    for name, form in {
        "a": {"is_quick": True},
        "b": {"is_part": True},
        "c": {},
    }.items():
        results.write(result(**form), tmp_path / f"{name}.json")

    assert [name for name, _ in page.whole_runs(tmp_path)] == ["c.json"]


def test_earlier_runs_are_named_with_the_goals_that_they_met(docs: Path) -> None:
    first = result(at="2026-11-01T05:00")
    page.write([("2026-11-01.json", first), ("2026-11-22.json", result())], docs)

    text = (docs / "speed.md").read_text()
    assert "| `2026-11-01.json` | abc1234 | 1 of 2 |" in text


def test_ratios_are_taken_inside_each_round() -> None:
    assert ratio([100, 50, 30], [50, 25, 10]) == 2


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (0.0123, "0.012"),
        (1.234, "1.23"),
        (12.34, "12.3"),
        (123_456.7, "123,457"),
    ],
)
def test_numbers_have_three_figures_that_matter(value: float, words: str) -> None:
    assert shown(value) == words
