"""What single steps cost, and whether the sums of docs/scale.md agree with two processes."""

import json
from dataclasses import asdict

from bench import scale
from bench.figures import Figure
from bench.house import House
from bench.loading import Measured
from bench.rows.storm import COUNTING
from bench.scale import Turns, World
from bench.servers import Alongside, Crowd, Serving

ROW = "sums of docs/scale.md"
RATE, SIZE, SOCKETS = 200, 100, 1_000
LEAST, MOST = 0.7, 1.4


def measure(house: House) -> None:
    costs = house.on_postgres.ask("costs")
    turns = Turns(costs["commit_s"], costs["publish_s"], costs["read_s"])
    world = World(SOCKETS, 2, RATE, SIZE, has_inboxes=False)
    found, seen = two_processes(house)
    # Both processes have one core together, which they use so much.
    used = seen.server_s / seen.seen["seconds"]
    worked_out = scale.asked_of(world, turns.on_a_core_used(used))
    house.keep(Figure(ROW, "of the core that two processes share, used", used))
    house.runs.append(
        {
            "row": ROW,
            "server": "costs",
            "costs": costs | one_process(house),
            "turns": asdict(turns),
        }
    )
    pairs = {
        "nudges published a second": worked_out.nudges_published_by_all,
        "reads of others' rows a second": 2 * worked_out.reads,
        "tips compared a second": 2 * worked_out.tips,
    }
    for (words, expected), counted in zip(pairs.items(), found, strict=True):
        house.keep(Figure(ROW, f"{words}, worked out", expected))
        house.keep(Figure(ROW, f"{words}, counted", counted))
        fits = expected / max(counted, 0.01)
        house.keep(Figure(ROW, f"{words}, beside", fits, "×", least=LEAST, most=MOST))
    house.runs.append({"row": ROW, "server": "two processes"} | seen.kept())


def two_processes(house: House) -> tuple[list[float], Measured]:
    """Nudges, reads and tips a second, as Redis and the processes count them."""
    with house.on_postgres.serving(processes=2, program=COUNTING) as serving:
        before: list[list[float]] = []

        def look() -> float:
            before.append(
                [house.stores.published(), *counted(house.on_postgres, serving)]
            )
            return 0.0

        crowd = Crowd.of(SOCKETS, SIZE)
        name = "two processes that count"
        seen = house.watch(look, ROW, name, serving, crowd, rate=RATE, seconds=6)
    first, last = before
    seconds = seen.seen["seconds"]
    return [(b - a) / seconds for a, b in zip(first, last, strict=True)], seen


def counted(ours: Alongside, serving: Serving) -> list[float]:
    """Of all processes: reads of rows, and names whose tips were asked for."""
    paths = [ours.folder / f"queries-{pid}" for pid in serving.pids]
    told = [json.loads(path.read_text()) for path in paths]
    return [sum(one[kind] for one in told) for kind in ("reads", "tips")]


def one_process(house: House) -> dict[str, float]:
    """Microseconds for a delivered row with its post, and for a socket's heartbeat."""
    with house.on_postgres.serving() as serving:
        crowd = Crowd.of(SOCKETS, SIZE)
        busy = house.measure(ROW, "rows", serving, crowd, rate=RATE)
        idle = house.measure(ROW, "1,000 idle", serving, crowd, rate=0, seconds=10)
    beats = SOCKETS * idle.seen["seconds"] / scale.BEATS_EVERY
    return {
        "row_us": busy.ms_a_thousand,
        "post_database_us": 1e6 * busy.stores_s / max(1, busy.seen["stored"]),
        "beat_us": 1e6 * idle.server_s / beats,
    }
