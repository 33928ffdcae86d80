"""More than anybody can read: 2,000 messages a second for 500 people in one room."""

from bench.figures import Figure
from bench.house import House
from bench.servers import Crowd

ROW = "backlog, 500 in a room, 2,000 messages a second"
LEAST = 1_000_000


def measure(house: House) -> None:
    with house.on_postgres.serving() as serving:
        run = house.measure(
            ROW, "Alongside", serving, Crowd.of(500, 500), rate=2_000, seconds=4
        )
    house.keep(Figure(ROW, "delivered", run.a_second, "rows a second", least=LEAST))
    rows_a_frame = run.seen["deliveries"] / max(1, run.seen["frames"])
    house.keep(Figure(ROW, "in a frame", rows_a_frame, "rows"))
    house.keep(
        Figure(ROW, "the server", run.ms_a_thousand, "ms of processor for 1,000 rows")
    )
    faults = sum(run.faults.values())
    house.keep(Figure(ROW, "rows lost, doubled or out of order", faults, most=0))
