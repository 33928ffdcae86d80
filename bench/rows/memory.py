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
        # Each room is as busy as each of the few was; and once all together are.
        words = f"{many_sockets:,} sockets"
        flight = 100 * many_sockets // FEW
        at_many = house.measure(ROW, words, serving, many, flight=flight)
        at_less = house.measure(f"{ROW}, less busy", words, serving, many, flight=100)
    name, kept = f"rate at {many_sockets:,} sockets", at_many.a_second / at_few.a_second
    house.keep(Figure(ROW, f"{name} beside 1,000", kept, "×", least=LEAST_RATE))
    kept = at_less.a_second / at_few.a_second
    house.keep(Figure(ROW, f"{name}, no more under way than at 1,000", kept, "×"))
    work = at_many.ms_a_thousand
    words = f"at {many_sockets:,}"
    house.keep(Figure(ROW, words, work, "ms of processor for 1,000 rows"))
