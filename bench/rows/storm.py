"""After a cut: 2,000 sockets come back at once, each by its cursor."""

import json
from pathlib import Path

from bench.figures import Figure
from bench.house import House
from bench.servers import Crowd, Serving

ROW = "reconnect storm, 2,000 sockets resuming"
SOCKETS, MISSED = 2_000, 200
MOST_S, MOST_QUERIES = 10, 1
COUNTING = ("-m", "bench.counting")


def measure(house: House) -> None:
    sockets = 500 if house.is_quick else SOCKETS
    ours = house.on_postgres
    with ours.serving(program=COUNTING) as serving:
        run = house.watch(
            lambda: queries(ours.folder, serving),
            ROW,
            "Alongside",
            serving,
            Crowd.of(sockets, 100),
            missed=MISSED,
        )
    row = ROW.replace("2,000", f"{sockets:,}")
    seen = run.seen
    house.keep(Figure(row, "all current", seen["seconds"], "s", most=MOST_S))
    house.keep(Figure(row, "half of them current", seen["joined"]["p50"] / 1_000, "s"))
    came_back = sockets - sockets // 100
    asked = run.moved / came_back
    house.keep(Figure(row, "queries a socket", asked, most=MOST_QUERIES))
    work = 1_000 * run.server_s / came_back
    house.keep(Figure(row, "a socket that comes back", work, "ms of processor"))
    faults = sum(run.faults.values())
    house.keep(Figure(row, "rows lost, doubled or out of order", faults, most=0))


def queries(folder: Path, serving: Serving) -> float:
    told = (folder / f"queries-{pid}" for pid in serving.pids)
    return float(sum(json.loads(path.read_text())["all"] for path in told))
