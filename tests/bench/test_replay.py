"""A conversation played through a real server arrives as it was written."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.parts.servers import ROOT, Server

ROOM = [
    {"day": 1, "minute": n, "by": f"peer{n % 5}", "text": f"W{n}."} for n in range(40)
]
PAIRS = [
    {"turns": [{"by": ("mentee", "mentor")[n % 2], "text": f"T{n}."} for n in range(6)]}
    for _ in range(3)
]


@pytest.mark.parametrize(("records", "number"), [(ROOM, 40), (PAIRS, 18)])
def test_a_conversation_is_played_seen_and_read_again(
    server: Server, tmp_path: Path, records: list[dict[str, Any]], number: int
) -> None:
    file = tmp_path / "made.jsonl"
    file.write_text("\n".join(json.dumps(record) for record in records))

    played = subprocess.run(
        [sys.executable, "-m", "bench.replay", str(file), "--url", server.url],
        cwd=ROOT,
        env=server.environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert played.returncode == 0, played.stdout + played.stderr
    for figure in ("sent", "stored", "seen by the watcher", "verdicts"):
        assert f"| {figure} | {number} |" in played.stdout


def test_no_people_are_made_for_a_bench_in_a_real_community(tmp_path: Path) -> None:
    knobs = {
        "SECRET_KEY": "x" * 50,
        "ORIGINS": "https://alongside.example",
        "VAR_DIR": str(tmp_path),
    }

    made = subprocess.run(
        [sys.executable, "manage.py", "bench_people", "3", "--room", "Bench"],
        cwd=ROOT,
        env=knobs,
        capture_output=True,
        text=True,
        check=False,
    )

    assert made.returncode != 0
    assert "Only under DEMO=1" in made.stderr
