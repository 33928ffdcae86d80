"""E12: the protocols as Spin models; every broken variant of each must be caught."""

import asyncio
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from prove.results import Result

MODELS = Path(__file__).resolve().parents[1] / "models"
TOOLS = ("spin", "gcc")
# How much of the world: rows that each writer of resync.pml writes.
BOUNDS = {"full": ["-DEACH=2"], "short": ["-DEACH=1"]}
MEMORY_MB = 4_096
DEPTH = 1_000_000


@dataclass(frozen=True)
class Search:
    errors: int
    states: int
    # The search may have been cut short: then no error means nothing.
    is_whole: bool


async def models(result: Result) -> None:
    missing = [tool for tool in TOOLS if not await asyncio.to_thread(_find, tool)]
    if missing:
        result.notes.append(f"Left out: there is no {' and no '.join(missing)} here.")
        return
    for model in sorted(MODELS.glob("*.pml")):
        await asyncio.to_thread(_check, result, model)


def _check(result: Result, model: Path) -> None:
    bounds = BOUNDS[result.form]
    sound = search(model, bounds)
    result.tell(f"{model.stem}: states", sound.states)
    result.exact(f"{model.stem}: errors", sound.errors, 0)
    result.exact(f"{model.stem}: searched to the end", sound.is_whole, True)
    broken = variants(model)
    caught = [name for name in broken if search(model, [*bounds, f"-D{name}"]).errors]
    result.at_least(f"{model.stem}: broken variants", len(broken), 3)
    result.exact(f"{model.stem}: caught of them", sorted(caught), sorted(broken))


def variants(model: Path) -> list[str]:
    return re.findall(r"^ \* broken: ([A-Z_]+) ", model.read_text(), re.MULTILINE)


def search(model: Path, defined: list[str]) -> Search:
    with tempfile.TemporaryDirectory(prefix="alongside-spin-") as folder:
        _run(folder, "spin", *defined, "-a", str(model))
        flags = ["-O2", "-DSAFETY", "-DCOLLAPSE", f"-DMEMLIM={MEMORY_MB}"]
        _run(folder, "gcc", *flags, "-o", "pan", "pan.c")
        said = _run(folder, "./pan", f"-m{DEPTH}")
    errors = re.search(r"errors: (\d+)", said)
    states = re.search(r"(\d+) states, stored", said)
    assert errors, said
    is_whole = "Search not completed" not in said and "max search depth" not in said
    return Search(int(errors[1]), int(states[1]) if states else 0, is_whole)


def _run(folder: str, *command: str) -> str:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command[0]}: {done.stdout}{done.stderr}"
    return done.stdout


def _find(tool: str) -> bool:
    """Debian has it; root may take it from there."""
    if shutil.which(tool) is None and os.geteuid() == 0 and shutil.which("apt-get"):
        for arguments in (["update", "-qq"], ["install", "-y", "-qq", tool]):
            subprocess.run(["apt-get", *arguments], capture_output=True, check=False)
    return shutil.which(tool) is not None
