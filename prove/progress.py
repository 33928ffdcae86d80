"""Keeps what a long experiment has done, so that it goes on where it was stopped."""

import json
import threading
from pathlib import Path
from typing import Any

from prove.results import Result

FOLDER = Path(__file__).resolve().parents[1] / ".cache" / "prove"


class Progress:
    """The answers of parts that are done, by their name; forgotten at the end."""

    def __init__(self, result: Result) -> None:
        self._path = FOLDER / f"{result.id} {result.form} {result.seed}.json"
        self.done: dict[str, Any] = {}
        self._turn = threading.Lock()
        if self._path.exists():
            self.done = json.loads(self._path.read_text())

    def keep(self, part: str, answer: Any) -> None:
        with self._turn:
            self.done[part] = answer
            FOLDER.mkdir(parents=True, exist_ok=True)
            new = self._path.with_suffix(".new")
            new.write_text(json.dumps(self.done))
            new.replace(self._path)

    def end(self) -> None:
        self._path.unlink(missing_ok=True)
