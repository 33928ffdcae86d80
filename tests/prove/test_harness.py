"""A very short storm on one real server: what `make prove` does, in a few seconds."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from prove import checker, page
from prove.results import Book, Result
from prove.schedule import schedule
from prove.stack import on_sqlite
from prove.storm import Size, Storm

pytestmark = pytest.mark.real
ROOT = Path(__file__).resolve().parents[2]
SMALL = Size(rooms=2, members=3, posts=120, rate=30, distress=6)


async def test_nothing_is_lost_when_the_only_server_is_killed() -> None:
    with on_sqlite() as stack:

        def strike() -> None:
            stack.servers[0].kill()
            stack.servers[0].start()

        storm = Storm(stack, SMALL, seed=7)
        await storm.play([("server", strike)])
        await storm.leave()
        assert stack.integrity() == "ok"
    assert not list(checker.faults(storm.record.history))
    assert storm.record.history.counts()["acknowledged"] == SMALL.posts
    assert len(storm.record.history.flags) == SMALL.distress
    assert len(storm.record.cuts) >= SMALL.rooms * SMALL.members


@pytest.mark.timeout(600)
@pytest.mark.parametrize("id", ["E1c", "E1d"], ids=["a post", "a release"])
def test_a_server_that_dies_at_any_point_loses_nothing(id: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "prove", "--only", id, "--book", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True)

    figures = Book(tmp_path).entries[f"{id} short"]["figures"]
    assert not [figure for figure in figures if figure["is_met"] is False]


def test_a_seed_repeats_the_schedule() -> None:
    first, second = (schedule(random.Random(5), 10, 50, 20, 5) for _ in range(2))
    assert first == second
    assert first != schedule(random.Random(6), 10, 50, 20, 5)


def test_a_figure_that_was_not_met_is_written_as_such(tmp_path: Path) -> None:
    book, result = Book(tmp_path), Result("E1", "Kills", "short", 1)
    result.zero({"lost": 1})
    book.keep(result, {"cores": 2})
    page.write(book)
    assert not Book(tmp_path).entries["E1 short"]["is_met"]
    assert "| lost | 1 | 0 | **not met** |" in (tmp_path / "README.md").read_text()
