"""As much as one core delivers: all servers in turn, round after round, in one run."""

from collections import defaultdict
from typing import Any

from bench.figures import Figure, median, ratio
from bench.house import House, Start
from bench.loading import Measured
from bench.servers import Crowd

SOCKETS = 1_000
# The size of a room, and the messages under way in all rooms together.
SIZES = {10: 200, 100: 100, 500: 50}
# Messages under way for a server that takes seconds for more.
SLOW_FLIGHT = 10
LEAST_OF_GENERATOR = 200_000
POSTGRES, SQLITE = OURS = "Alongside", "Alongside on SQLite"
# What was measured of one server, by round.
Rounds = dict[int, Measured]
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


def measure(house: House) -> None:
    found: dict[tuple[str, int], Rounds] = defaultdict(dict)
    sizes = [100] if house.is_quick else list(SIZES)
    fast = contestants(house)
    slow = {} if house.is_quick else house.slow_peers()
    for turn in range(house.rounds):
        for name, start in (fast | slow).items():
            with start() as serving:
                for size in sizes_for(name in slow, sizes):
                    row = f"saturated, rooms of {size}"
                    plan = {"flight": SLOW_FLIGHT, "opening": 16}
                    plan = plan if name in slow else {"flight": SIZES[size]}
                    crowd = Crowd.of(SOCKETS, size)
                    run = tried_twice(house, row, name, serving, crowd, **plan)
                    if run is not None:
                        found[name, size][turn] = run
    limits = [runs for (n, _), runs in found.items() if n == "C server"]
    of_generator(house, [list(runs.values()) for runs in limits])
    for size in sizes:
        keep(house, size, {n: runs for (n, s), runs in found.items() if s == size})


def tried_twice(
    house: House, row: str, name: str, *at: Any, **plan: Any
) -> Measured | None:
    """A peer that lets one of a thousand sockets wait too long has no figure here, and
    takes none from the others; ours must not fail."""
    for _ in range(2):
        try:
            return house.measure(row, name, *at, **plan)
        except RuntimeError as problem:
            if name in OURS:
                raise
            house.tell(f"{row}, {name}: {problem}")
    return None


def sizes_for(is_slow: bool, sizes: list[int]) -> list[int]:
    """No goal stands beside a slow one in rooms of 10."""
    return [size for size in sizes if size > 10] if is_slow else sizes


def of_generator(house: House, found: list[list[Measured]]) -> None:
    """That it is not what holds the others back."""
    row = "the generator, against the C server"
    seen = max(median(run.a_second for run in runs) for runs in found)
    words = "frames of one row, from one core"
    house.keep(Figure(row, words, seen, "a second", least=LEAST_OF_GENERATOR))
    could = max(
        run.seen["deliveries"] / run.seen["processor_s"]
        for runs in found
        for run in runs
    )
    house.keep(Figure(row, "it could take", could, "a second of its processor"))


def contestants(house: House) -> dict[str, Start]:
    ours: dict[str, Start] = {
        POSTGRES: house.on_postgres.serving,
        SQLITE: house.on_sqlite.serving,
    }
    peers = house.bare_peers() | house.saving_peers()
    if house.is_quick:
        peers.pop("ws that saves", None)
    return peers | ours


def keep(house: House, size: int, found: dict[str, Rounds]) -> None:
    row = f"saturated, 1,000 sockets, rooms of {size}"
    ours = found[POSTGRES]
    rate = median(run.a_second for run in ours.values())
    house.keep(Figure(row, "PostgreSQL + Redis", rate, "rows a second"))
    work = median(run.ms_a_thousand for run in ours.values())
    house.keep(Figure(row, "the same", work, "ms of processor for 1,000 rows"))
    goals = SMALL if size == 10 else LARGE
    for name, least in goals.items():
        if name in found:
            times = beside(ours, found[name])
            house.keep(Figure(row, f"beside {name}", times, "×", least=least))
    on_sqlite = beside(found[SQLITE], ours)
    house.keep(Figure(row, "SQLite beside PostgreSQL", on_sqlite, "×", least=ON_SQLITE))
    runs = [run for name in OURS for run in found[name].values()]
    faults = sum(sum(run.faults.values()) for run in runs)
    house.keep(Figure(row, "rows lost, doubled or out of order", faults, most=0))


def beside(ours: Rounds, theirs: Rounds) -> float:
    """In the rounds in which both were measured."""
    both = ours.keys() & theirs.keys()
    rates = [(ours[turn].a_second, theirs[turn].a_second) for turn in both]
    return ratio(*map(list, zip(*rates, strict=True)))
