"""Two processes that share the rooms: what a delivered row costs beside one process."""

from bench.figures import Figure, median, ratio
from bench.house import House
from bench.servers import Crowd

ROW = "two server processes sharing the rooms"
CROWD = Crowd.of(1_000, 100)
MOST = 1.2


def measure(house: House) -> None:
    for words, way, amount, most in (
        ("saturated", "flight", 100.0, MOST),
        ("at a steady 200 messages a second", "rate", 200.0, None),
    ):
        found: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(house.rounds):
            for processes, work in found.items():
                with house.on_postgres.serving(processes) as serving:
                    name = f"{processes} processes, {words}"
                    run = house.measure(ROW, name, serving, CROWD, **{way: amount})
                    work.append(run.ms_a_thousand)
        one = median(found[1])
        house.keep(Figure(ROW, f"one, {words}", one, "ms of processor for 1,000 rows"))
        times = ratio(found[2], found[1])
        house.keep(Figure(ROW, f"two beside one, {words}", times, "×", most=most))
