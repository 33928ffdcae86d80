"""A bench ends when it is told to, and when a quick run has had its time."""

import json
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from bench import __main__ as bench
from bench.house import House
from tests.parts.servers import ROOT


@pytest.mark.real
def test_ctrl_c_leaves_no_process_behind() -> None:
    mark = uuid.uuid4().hex
    running = subprocess.Popen(
        [sys.executable, "-m", "bench", "--quick", "--only", "idle"],
        cwd=ROOT,
        env=os.environ | {"BENCH_MARK": mark},
        stdout=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    with running:
        assert running.stdout is not None
        for line in running.stdout:
            if "is being made" in line:
                before = with_mark(mark)
                os.killpg(running.pid, signal.SIGINT)
        code = running.wait(60)

    assert code != 0
    assert len(before) > 1
    assert not with_mark(mark)


def with_mark(mark: str) -> list[int]:
    """Every process that the run has started, however far down, and that lives."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (place / "environ").read_bytes():
                found.append(int(place.name))
        except OSError:
            continue
    return found


def test_a_quick_run_begins_nothing_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, begun = SimpleNamespace(now=0.0), []

    def slow(house: House) -> None:
        begun.append("slow")
        clock.now += bench.QUICK_ENDS + 1

    monkeypatch.setattr(bench, "ROWS", {"slow": slow, "late": begun.append})
    monkeypatch.setattr(bench.time, "monotonic", lambda: clock.now)
    monkeypatch.setattr(bench.stores, "running", no_stores)

    bench.measure(tmp_path, ["slow", "late"], tmp_path / "out.json", is_quick=True)

    found = json.loads((tmp_path / "out.json").read_text())
    assert begun == ["slow"]
    assert "late: left out, for a quick run must end." in found["words"]


def test_a_row_that_fails_is_told_of_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = []

    def broken(house: House) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(bench, "ROWS", {"broken": broken, "next": begun.append})
    monkeypatch.setattr(bench.stores, "running", no_stores)

    bench.measure(tmp_path, ["broken", "next"], tmp_path / "out.json", is_quick=False)

    found = json.loads((tmp_path / "out.json").read_text())
    assert begun
    assert found["words"] == ["broken: could not be measured (RuntimeError)."]


@contextmanager
def no_stores(folder: Path) -> Iterator[None]:
    yield None
