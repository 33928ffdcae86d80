"""Results as they are kept: a file for each run, named by its day; old ones stay."""

import json
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from bench import machine
from bench.house import House

FOLDER = Path(__file__).resolve().parent / "results"


def kept(
    house: House, before: dict[str, str], seconds: float, *, is_part: bool
) -> dict[str, Any]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
        "is_quick": house.is_quick,
        "is_part": is_part,
        "took_s": round(seconds),
        "machine": before,
        "versions": machine.versions(),
        "words": house.words,
        "figures": [figure.kept() for figure in house.figures],
        "runs": house.runs,
    }


def place_for(*, is_quick: bool, is_part: bool, folder: Path = FOLDER) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    form = "-quick" * is_quick + "-part" * is_part
    return unused(folder, f"{datetime.now(UTC):%Y-%m-%d}{form}")


def write(result: dict[str, Any], path: Path) -> None:
    path.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")


def unused(folder: Path, name: str) -> Path:
    for number in count(1):
        path = folder / (f"{name}.json" if number == 1 else f"{name}-{number}.json")
        if not path.exists():
            return path
    raise AssertionError
