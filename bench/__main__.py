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


def main() -> int:
    options = asked()
    signal.signal(signal.SIGTERM, interrupted)
    os.sched_setaffinity(0, machine.CORES.others)
    before, began = machine.described(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as named:
        folder = Path(named)
        # Where the library that brings PostgreSQL keeps its lock.
        os.environ.setdefault("XDG_RUNTIME_DIR", named)
        with stores.running(folder / "stores") as running:
            house = House(folder, running, is_quick=options.quick)
            if not machine.CORES.are_apart:
                house.tell("One core only: server and generator share it.")
            for name in options.only or ROWS:
                print(name, flush=True)
                attempt(house, name)
            took = time.monotonic() - began
            result = results.kept(house, before, took, is_part=bool(options.only))
    print(f"Written: {results.write(result)}")
    if not options.quick and not options.only:
        page.main()
        scale_page.main()
        print("Written: docs/speed.md and docs/scale.md")
    return 0


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
    raise KeyboardInterrupt


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Stopped.")
