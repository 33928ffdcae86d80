"""What the server needs for a page: time and questions to the database."""

from bench.figures import Figure
from bench.house import House

ROW = "pages"
MOST_MS = {"room": 30.0}
MOST_QUERIES = {"room": 12, "rooms": 10, "moderation": 12}
WORDS = {
    "room": "a room with 50 messages",
    "rooms": "the rooms",
    "moderation": "the board",
}


def measure(house: House) -> None:
    for name, found in house.on_postgres.ask("pages").items():
        words = WORDS[name]
        most = MOST_MS.get(name)
        house.keep(Figure(ROW, words, found["ms"], "ms", most=most))
        queries = MOST_QUERIES[name]
        house.keep(Figure(ROW, words, found["queries"], "queries", most=queries))
