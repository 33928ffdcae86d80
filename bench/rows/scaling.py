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
    taken = taken_by(found)
    worked_out = scale.asked_of(world, taken)
    house.runs.append(
        {
            "row": ROW,
            "server": "costs",
            "costs": costs | one_process(house),
            "turns": asdict(turns),
        }
    )
    pairs = {
        "nudges published": ("published", worked_out.nudges_published_by_all),
        "reads of others' rows": ("read", 2 * worked_out.reads),
        "tips compared": ("tips", 2 * worked_out.tips),
    }
    seconds = seen.seen["seconds"]
    for words, (kind, expected) in pairs.items():
        counted = found[kind] / seconds
        house.keep(Figure(ROW, f"{words} a second, worked out", expected))
        house.keep(Figure(ROW, f"{words} a second, counted", counted))
        fits = expected / max(counted, 0.01)
        words = f"{words} a second, beside"
        house.keep(Figure(ROW, words, fits, "×", least=LEAST, most=MOST))
    for turn, took in asdict(taken).items():
        house.keep(Figure(ROW, f"a {turn} took there", 1_000 * took, "ms"))
    kept = {"row": ROW, "server": "two processes", "turns": asdict(taken)}
    house.runs.append(kept | seen.kept())


def taken_by(found: dict[str, float]) -> Turns:
    """How long turns took in that very run, with waiting for a core that others have."""
    return Turns(*(found[f"{turn}_s"] / max(1, found[turn]) for turn in scale.TURNS))


def two_processes(house: House) -> tuple[dict[str, float], Measured]:
    """What Redis and both processes counted meanwhile."""
    with house.on_postgres.serving(processes=2, program=COUNTING) as serving:
        before: list[dict[str, float]] = []

        def look() -> float:
            published = {"published": house.stores.published()}
            before.append(published | counted(house.on_postgres, serving))
            return 0.0

        crowd = Crowd.of(SOCKETS, SIZE)
        name = "two processes that count"
        seen = house.watch(look, ROW, name, serving, crowd, rate=RATE, seconds=6)
    first, last = before
    return {kind: last[kind] - first[kind] for kind in first}, seen


def counted(ours: Alongside, serving: Serving) -> dict[str, float]:
    """Of all processes together."""
    paths = [ours.folder / f"queries-{pid}" for pid in serving.pids]
    told = [json.loads(path.read_text()) for path in paths]
    return {kind: sum(one[kind] for one in told) for kind in told[0]}


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
