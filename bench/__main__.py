"""Measures Alongside beside its peers: `make bench`, `make bench QUICK=1`, ONLY=row,row.

Prints as it goes, and writes bench/results/<date>.json, docs/speed.md and docs/scale.md. Ctrl-C ends it, and all that it
has started.
"""

import argparse
import os
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from types import FrameType

from bench import machine, page, results, scale_page, stores
from bench.house import House
from bench.rows import (
    backlog,
    growth,
    idle,
    memory,
    pages,
    pairing,
    posting,
    saturated,
    scaling,
    screening,
    sharing,
    start,
    steady,
    storm,
)

# In this order: the long histories and the many rooms of growth come last.
ROWS = {
    "saturated": saturated.measure,
    "steady": steady.measure,
    "idle": idle.measure,
    "posting": posting.measure,
    "backlog": backlog.measure,
    "memory": memory.measure,
    "sharing": sharing.measure,
    "storm": storm.measure,
    "screening": screening.measure,
    "pages": pages.measure,
    "start": start.measure,
    "matching": pairing.measure,
    "scale": scaling.measure,
    "growth": growth.measure,
}


# A quick run begins nothing after so many seconds, and leaves the dearest rows out.
QUICK_ENDS = 130.0
NOT_QUICK = {"sharing", "scale"}


def main() -> int:
    options = asked()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, interrupted)
    os.sched_setaffinity(0, machine.CORES.others)
    quick = [name for name in ROWS if name not in NOT_QUICK]
    names = options.only or (quick if options.quick else list(ROWS))
    is_part = len(names) < len(ROWS)
    path = results.place_for(is_quick=options.quick, is_part=is_part)
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as named:
        # Where the library that brings PostgreSQL keeps its lock.
        os.environ.setdefault("XDG_RUNTIME_DIR", named)
        measure(Path(named), names, path, is_quick=options.quick)
    print(f"Written: {path}")
    if not options.quick and not is_part:
        page.main()
        scale_page.main()
        print("Written: docs/speed.md and docs/scale.md")
    return 0


def measure(folder: Path, names: list[str], path: Path, *, is_quick: bool) -> None:
    """Writes after each row: a run that is stopped leaves what it has found."""
    before, began = machine.described(), time.monotonic()
    with stores.running(folder / "stores") as running:
        house = House(folder, running, is_quick=is_quick)
        if not machine.CORES.are_apart:
            house.tell("One core only: server and generator share it.")
        for number, name in enumerate(names, 1):
            took = time.monotonic() - began
            print(f"{name}, after {took:.0f} s", flush=True)
            if is_quick and took > QUICK_ENDS:
                house.tell(f"{name}: left out, for a quick run must end.")
            else:
                attempt(house, name)
            took = time.monotonic() - began
            is_part = number < len(ROWS)
            results.write(results.kept(house, before, took, is_part=is_part), path)


def attempt(house: House, name: str) -> None:
    """A row that can't be measured is told of, and the others go on."""
    try:
        ROWS[name](house)
    except Exception as problem:
        traceback.print_exc()
        house.tell(f"{name}: could not be measured ({type(problem).__name__}).")


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="under three minutes")
    parser.add_argument("--only", type=rows, help=f"of {', '.join(ROWS)}")
    return parser.parse_args()


def rows(names: str) -> list[str]:
    wanted = names.split(",")
    if unknown := [name for name in wanted if name not in ROWS]:
        raise argparse.ArgumentTypeError(f"no row is called {', '.join(unknown)}")
    return wanted


def interrupted(signum: int, frame: FrameType | None) -> None:
    """Python's own way would let a loop fail of its ended server first, and go on."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Stopped.")
