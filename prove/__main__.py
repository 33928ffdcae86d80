"""python -m prove [--full] [--only E1,E6] [--seed N] [--again]: makes the experiments.

Each result is written with its date as soon as it is there. A full run that was stopped
goes on where it was: what was found in the last day is not made again. `--take FOLDER`
makes none: it takes what is newer from what another copy of this code has written.
"""

import argparse
import asyncio
import gc
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.client import Lost
from prove import page
from prove.experiments import ALL, Experiment
from prove.results import HERE, Book, Figure, Result, machine

SEED = 20_260
FRESH = timedelta(days=1)
NOT_MADE = "made to its end"
# What an experiment keeps, it keeps to its end. To look through a million rows for what
# could go would stop everybody that is measured for half a second.
NEVER = 1_000_000
# A busy machine is slow; a million steps take hours, and go on where they were stopped.
LONGEST = {"short": 400.0, "full": 14_400.0}


def main() -> int:
    gc.set_threshold(*gc.get_threshold()[:2], NEVER)
    options = _options()
    book = Book(options.book)
    if options.take is not None:
        book.take(Book(options.take))
        page.write(book)
        return 0
    form = "full" if options.full else "short"
    only = {part for part in options.only.split(",") if part}
    wanted = [one for one in ALL if not only or one.id in only]
    if form == "full" and not only and not options.again:
        wanted = [one for one in wanted if not _is_fresh(book, one, form)]
    results = []
    for experiment in wanted:
        where = machine()
        result = asyncio.run(_make(experiment, form, options.seed))
        book.keep(result, where)
        page.write(book)
        results.append(result)
    return 0 if all(result.is_met for result in results) else 1


async def _make(experiment: Experiment, form: str, seed: int) -> Result:
    print(f"{experiment.id} {experiment.title} ({form}, seed {seed})", flush=True)
    result = Result(experiment.id, experiment.title, form, seed)
    asyncio.get_running_loop().set_exception_handler(_unless_lost)
    began = time.monotonic()
    try:
        await asyncio.wait_for(experiment.run(result), LONGEST[form])
    except Exception as problem:
        # The others still run; this one is written down as not made, and why.
        result.figures.append(Figure(NOT_MADE, repr(problem)[:4_000], "", False))
    result.seconds = round(time.monotonic() - began, 1)
    for figure in result.figures:
        mark = {True: "met   ", False: "MISSED", None: "      "}[figure.is_met]
        print(f"  {mark} {figure.name}: {figure.value}  {figure.goal}", flush=True)
    print(f"  {result.seconds} s", flush=True)
    return result


def _unless_lost(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Answers that nobody waits for any more end with their sockets: no news."""
    if not isinstance(context.get("exception"), Lost):
        loop.default_exception_handler(context)


def _is_fresh(book: Book, experiment: Experiment, form: str) -> bool:
    entry = book.entries.get(f"{experiment.id} {form}")
    if entry is None or any(f["name"] == NOT_MADE for f in entry["figures"]):
        return False
    return datetime.now(UTC) - datetime.fromisoformat(entry["date"]) < FRESH


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m prove", description=__doc__)
    parser.add_argument("--full", action="store_true", help="the full figures")
    parser.add_argument("--only", default="", metavar="E1,E6")
    parser.add_argument("--seed", type=int, default=SEED, help="repeats a schedule")
    parser.add_argument("--again", action="store_true", help="also what is fresh")
    parser.add_argument("--take", type=Path, metavar="FOLDER", help="another's book")
    parser.add_argument("--book", type=Path, default=HERE, help="where it is written")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
