"""E11: a million steps of people in rooms and at the board, beside a simple model."""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prove.progress import Progress
from prove.results import Result
from prove.stack import Stack
from prove.stores import Postgres

STEPS = {"full": 500_000, "short": 1_000}  # on each of two databases
EXAMPLES = {"full": 400, "short": 20}  # in one part, of at most fifty steps each
KINDS = ("SQLite", "PostgreSQL")


async def beside_a_model(result: Result) -> None:
    progress = Progress(result)
    await asyncio.gather(
        *(asyncio.to_thread(_make, result, kind, progress) for kind in KINDS)
    )
    for kind in KINDS:
        parts = [done for name, done in progress.done.items() if name.startswith(kind)]
        steps = sum(part["steps"] for part in parts)
        result.at_least(f"{kind}: steps", steps, STEPS[result.form])
        result.tell(
            f"{kind}: steps that moved something", sum(part["moved"] for part in parts)
        )
        diverged = [part["diverged"] for part in parts if part["diverged"]]
        result.exact(f"{kind}: divergences from the model", len(diverged), 0)
        result.notes += diverged
    progress.end()


def _make(result: Result, kind: str, progress: Progress) -> None:
    """In parts, each in a process of its own, until there are enough steps."""
    with _database(kind) as stack:
        number = steps = 0
        while steps < STEPS[result.form]:
            name = f"{kind} {number}"
            if name not in progress.done:
                seed, examples = str(result.seed + number), str(EXAMPLES[result.form])
                answer = stack.ask(seed, examples, module="prove.stateful")
                progress.keep(name, answer)
            steps += progress.done[name]["steps"]
            if progress.done[name]["diverged"]:
                return
            number += 1


@contextmanager
def _database(kind: str) -> Iterator[Stack]:
    with tempfile.TemporaryDirectory(prefix="alongside-prove-") as folder:
        database = Postgres() if kind == "PostgreSQL" else None
        knobs = {"DATABASE_URL": database.url} if database else {}
        try:
            stack = Stack(Path(folder), knobs)
            stack.start()
            yield stack
        finally:
            if database:
                database.remove()
