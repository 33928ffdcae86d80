"""One message now and then in a quiet room, whose members sit on two processes."""

from bench.figures import Figure
from bench.house import House
from bench.servers import Crowd

ROW = "one message in an idle room of 100, two processes"
MOST_P99 = 20


def measure(house: House) -> None:
    with house.on_postgres.serving(processes=2) as serving:
        seconds = 3 if house.is_quick else 10
        crowd = Crowd.of(100, 100)
        run = house.measure(ROW, "Alongside", serving, crowd, rate=20, seconds=seconds)
    house.keep(Figure(ROW, "sent to seen, p50", run.p50, "ms"))
    house.keep(Figure(ROW, "sent to seen, p99", run.p99, "ms", most=MOST_P99))
    house.keep(Figure(ROW, "all processes", run.ms_a_thousand, WORK))


WORK = "ms of processor for 1,000 rows"
