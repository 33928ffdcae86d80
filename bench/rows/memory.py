"""What a socket costs that only sits there, and what five times as many do to the rate."""

from bench import machine
from bench.figures import Figure
from bench.house import House
from bench.servers import Crowd

ROW = "memory"
FEW, MANY = 1_000, 5_000
MOST_KB, LEAST_RATE = 40, 0.6


def measure(house: House) -> None:
    many_sockets = 2_000 if house.is_quick else MANY
    few, many = Crowd.of(FEW, 100), Crowd.of(many_sockets, 100)
    with house.on_postgres.serving() as serving:
        before = machine.resident_kb(serving.pids)
        idle = house.measure(ROW, "1,000 idle", serving, few, rate=0, warm=0.5)
        each = (idle.server_kb - before) / FEW
        house.keep(
            Figure(ROW, "a socket, idle and signed in", each, "kB", most=MOST_KB)
        )
        at_few = house.measure(ROW, "1,000 sockets", serving, few, flight=100)
        at_many = house.measure(
            ROW, f"{many_sockets:,} sockets", serving, many, flight=100
        )
    kept = at_many.a_second / at_few.a_second
    house.keep(
        Figure(
            ROW,
            f"rate at {many_sockets:,} sockets beside 1,000",
            kept,
            "×",
            least=LEAST_RATE,
        )
    )
    work = at_many.ms_a_thousand
    house.keep(
        Figure(ROW, f"at {many_sockets:,}", work, "ms of processor for 1,000 rows")
    )
