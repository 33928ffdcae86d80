"""A run that was stopped goes on, and what several runs found comes together."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from prove import progress
from prove.experiments import ALL
from prove.results import Book, Result

ROOT = Path(__file__).resolve().parents[2]
WHERE: dict[str, Any] = {"cores": 2}


def run(*arguments: str) -> str:
    command = [sys.executable, "-m", "prove", *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout


def found(folder: Path, id: str, *, since: timedelta = timedelta(0)) -> Book:
    """A book in which that experiment's full figures were found so long ago."""
    book = Book(folder)
    result = Result(id, id, "full", 1)
    result.exact("lost", 0, 0)
    book.keep(result, WHERE)
    at = datetime.now(UTC) - since
    book.entries[f"{id} full"]["date"] = at.isoformat(timespec="seconds")
    book.path.write_text(json.dumps(book.entries))
    return book


@pytest.mark.parametrize(
    "left", ["was never made", "is old", "did not come to its end"]
)
def test_a_full_run_that_was_stopped_makes_only_what_is_left(
    left: str, tmp_path: Path
) -> None:
    for experiment in ALL:
        if experiment.id != "E14":
            found(tmp_path, experiment.id)
    if left == "is old":
        found(tmp_path, "E14", since=timedelta(days=2))
    elif left == "did not come to its end":
        broken = Result("E14", "", "full", 1)
        broken.exact("made to its end", "no disk", "")
        Book(tmp_path).keep(broken, WHERE)
    before = Book(tmp_path).entries

    said = run("--full", "--book", str(tmp_path))

    after = Book(tmp_path).entries
    assert [line for line in said.splitlines() if line.startswith("E")] == [
        "E14 The checker catches what is planted (full, seed 20260)"
    ]
    assert after.pop("E14 full")["is_met"]
    before.pop("E14 full", None)
    assert after == before


def test_what_another_run_found_later_is_taken_with_its_date(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    old = timedelta(hours=1)
    kept = found(ours, "E1").entries["E1 full"]
    found(ours, "E2", since=old)
    found(theirs, "E1", since=old)
    newer = found(theirs, "E2").entries["E2 full"]
    alone = found(theirs, "E3").entries["E3 full"]

    run("--take", str(theirs), "--book", str(ours))

    entries = Book(ours).entries
    assert entries == {"E1 full": kept, "E2 full": newer, "E3 full": alone}
    assert "| E3 Full and refusing disks | met |" in (ours / "README.md").read_text()


def test_a_long_experiment_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "FOLDER", tmp_path)
    result = Result("E11", "", "full", 1)
    progress.Progress(result).keep("SQLite 0", {"steps": 50})

    again = progress.Progress(result)
    assert again.done == {"SQLite 0": {"steps": 50}}
    assert progress.Progress(Result("E11", "", "full", 2)).done == {}
    again.end()
    assert progress.Progress(result).done == {}
