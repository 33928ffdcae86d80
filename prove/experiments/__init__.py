"""The experiments, in the order in which they are made."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from prove.experiments import (
    bans,
    checker,
    crowds,
    deploys,
    failpoints,
    freezes,
    kills,
    networks,
    sockets,
)
from prove.results import Result


@dataclass(frozen=True)
class Experiment:
    id: str
    title: str
    run: Callable[[Result], Awaitable[None]]


ALL = [
    Experiment("E14", "The checker catches what is planted", checker.planted),
    Experiment("E1b", "kill -9 of the only server, on SQLite", kills.one_server),
    Experiment("E1c", "kill -9 between two steps of a post", failpoints.between_steps),
    Experiment("E1", "kill -9 of servers, Redis and PostgreSQL", kills.two_servers),
    Experiment("E6", "Rolling restarts under load", deploys.rolling),
    Experiment("E15", "Bans under load", bans.under_load),
    Experiment("E5", "Each part is frozen", freezes.each_part),
    Experiment("E2", "Bad links between all parts", networks.bad_links),
    Experiment("E26", "Everybody is dropped at once", crowds.all_dropped),
    Experiment("E7", "Sockets that never read", sockets.never_read),
    Experiment("E8", "Sockets that flood", sockets.flood),
    Experiment("E9", "Requests that trickle, and silence", sockets.slow_and_silent),
    Experiment("E28", "Flags while the moderators' links are cut", crowds.board),
]

LEFT_OUT = {"E12": "Spin models"}
