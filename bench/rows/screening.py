"""What reading a message for signs of distress takes."""

from bench.figures import Figure
from bench.house import House

ROW = "screening"
MOST_MEAN, MOST_P99, MOST_LONG = 40, 300, 10


def measure(house: House) -> None:
    found = house.on_postgres.ask("screening")
    house.keep(Figure(ROW, "mean", found["mean_us"], "µs a message", most=MOST_MEAN))
    house.keep(Figure(ROW, "p99", found["p99_us"], "µs a message", most=MOST_P99))
    words = f"worst of {found['tried']} ways to fill 4,000 characters"
    house.keep(Figure(ROW, words, found["long_ms"], "ms", most=MOST_LONG))
