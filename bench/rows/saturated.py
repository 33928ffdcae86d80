"""As much as one core delivers: all servers in turn, round after round, in one run."""

from collections import defaultdict

from bench.figures import Figure, median, ratio
from bench.house import House, Start
from bench.loading import Measured
from bench.servers import Crowd

SOCKETS = 1_000
# The size of a room, and the messages under way in all rooms together.
SIZES = {10: 200, 100: 100, 500: 50}
SLOW = 10  # messages under way for a server that takes seconds for more
POSTGRES, SQLITE = "Alongside", "Alongside on SQLite"
# Name, least ratio: of Alongside on PostgreSQL and Redis, in rooms of a size.
SMALL = {"socket.io": 1.1, "socket.io that saves": 3, "C server": 0.35}
LARGE = {
    "socket.io": 2.8,
    "ws": 1.7,
    "ejabberd with archive": 8,
    "tutorial that saves": 40,
    "C server": 0.95,
}
ON_SQLITE = 0.8

Rates = dict[tuple[str, int], list[float]]


def measure(house: House) -> None:
    found: dict[tuple[str, int], list[Measured]] = defaultdict(list)
    sizes = [100] if house.is_quick else list(SIZES)
    for _ in range(house.rounds):
        for name, start in contestants(house).items():
            with start() as serving:
                for size in sizes if name not in SLOW_ONES else [sizes[-1]]:
                    crowd = Crowd.of(SOCKETS, size)
                    flight = SLOW if name in SLOW_ONES else SIZES[size]
                    row = f"saturated, rooms of {size}"
                    run = house.measure(row, name, serving, crowd, flight=flight)
                    found[name, size].append(run)
    for size in sizes:
        keep(house, size, {n: runs for (n, s), runs in found.items() if s == size})


SLOW_ONES: frozenset[str] = frozenset()


def contestants(house: House) -> dict[str, Start]:
    ours: dict[str, Start] = {
        POSTGRES: house.on_postgres.serving,
        SQLITE: house.on_sqlite.serving,
    }
    peers = house.bare_peers() | house.saving_peers()
    if house.is_quick:
        peers.pop("ws that saves", None)
        return peers | ours
    return peers | ours | house.tutorials()


def keep(house: House, size: int, found: dict[str, list[Measured]]) -> None:
    row = f"saturated, 1,000 sockets, rooms of {size}"
    rates = {name: [run.a_second for run in runs] for name, runs in found.items()}
    ours = rates[POSTGRES]
    house.keep(Figure(row, "PostgreSQL + Redis", median(ours), "rows a second"))
    work = median(run.ms_a_thousand for run in found[POSTGRES])
    house.keep(Figure(row, "the same", work, "ms of processor for 1,000 rows"))
    goals = SMALL if size == 10 else LARGE
    for name, least in goals.items():
        if name in rates:
            times = ratio(ours, rates[name])
            house.keep(Figure(row, f"beside {name}", times, "×", least=least))
    on_sqlite = ratio(rates[SQLITE], ours)
    house.keep(Figure(row, "SQLite beside PostgreSQL", on_sqlite, "×", least=ON_SQLITE))
    faults = sum(sum(run.faults.values()) for n in OURS for run in found[n])
    house.keep(Figure(row, "rows lost, doubled or out of order", faults, most=0))


OURS = (POSTGRES, SQLITE)
