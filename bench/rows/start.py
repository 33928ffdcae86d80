"""From exec to the first socket that is let in and greeted."""

import time
from contextlib import suppress

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect
from websockets.typing import Origin

from bench import machine
from bench.figures import Figure, median
from bench.house import House
from bench.servers import SERVE, Alongside, Crowd, end
from prove.stack import server
from tests.parts.servers import Process

ROW = "start"
MOST_S = 2
PATIENCE = 30.0


def measure(house: House) -> None:
    for words, ours in (
        ("PostgreSQL + Redis", house.on_postgres),
        ("SQLite", house.on_sqlite),
    ):
        took = median(seconds(ours) for _ in range(1 if house.is_quick else 5))
        house.keep(Figure(ROW, f"{words}: first socket", took, "s", most=MOST_S))


def seconds(ours: Alongside) -> float:
    cookie = ours.seats(Crowd.of(10, 10))[0].split()[1]
    starting = server(ours.folder, "web", SERVE, ours.knobs)
    began = time.perf_counter()
    with machine.pinned(machine.CORES.server):
        # Not its own start(), which asks whether it is ready and so takes its time.
        Process.start(starting)
    try:
        while time.perf_counter() - began < PATIENCE:
            with (
                suppress(OSError, WebSocketException),
                connect(
                    starting.url.replace("http", "ws") + "/ws/",
                    origin=Origin(starting.url),
                    additional_headers={"Cookie": cookie},
                    proxy=None,
                ) as socket,
            ):
                assert b'"welcome"' in socket.recv(decode=False)
                return time.perf_counter() - began
            time.sleep(0.01)
    finally:
        end(starting)
    raise RuntimeError("The server let nobody in.")
