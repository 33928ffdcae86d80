"""200 messages a second to 20,000 sockets' rows a second: how soon each is seen."""

from collections import defaultdict

from bench.figures import Figure, median, ratio
from bench.house import House, Start
from bench.loading import Measured
from bench.servers import Crowd

ROW = "steady, 200 messages a second to 20,000 rows"
CROWD = Crowd.of(1_000, 100)
OURS, SQLITE, PEER = "Alongside", "Alongside on SQLite", "socket.io"
MOST_P50, MOST_P99, MOST_TIMES = 3, 15, 3


def measure(house: House) -> None:
    starts: dict[str, Start] = {
        **house.bare_peers(),
        OURS: house.on_postgres.serving,
        SQLITE: house.on_sqlite.serving,
    }
    starts.pop("C server")
    if house.is_quick:
        starts.pop("ws", None)
    found: dict[str, list[Measured]] = defaultdict(list)
    for _ in range(house.rounds):
        for name, start in starts.items():
            with start() as serving:
                run = house.measure(ROW, name, serving, CROWD, rate=200)
                found[name].append(run)
    for name, words in ((OURS, "PostgreSQL + Redis"), (SQLITE, "SQLite")):
        p50 = median(run.p50 for run in found[name])
        p99 = median(run.p99 for run in found[name])
        work = median(run.ms_a_thousand for run in found[name])
        house.keep(Figure(ROW, f"{words}, p50", p50, "ms", most=MOST_P50))
        house.keep(Figure(ROW, f"{words}, p99", p99, "ms", most=MOST_P99))
        house.keep(Figure(ROW, words, work, "ms of processor for 1,000 rows"))
    if PEER in found:
        times = ratio([r.p99 for r in found[OURS]], [r.p99 for r in found[PEER]])
        house.keep(Figure(ROW, f"p99 beside {PEER}", times, "×", most=MOST_TIMES))
