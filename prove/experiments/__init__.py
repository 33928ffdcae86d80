"""The experiments, in the order in which they are made."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from prove.experiments import (
    bans,
    checker,
    crowds,
    deploys,
    disks,
    failpoints,
    freezes,
    held,
    hours,
    inputs,
    kills,
    links,
    models,
    networks,
    sockets,
    stateful,
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
    Experiment(
        "E1d", "kill -9 around the release of what was held", held.around_release
    ),
    Experiment("E1", "kill -9 of servers, Redis and PostgreSQL", kills.two_servers),
    Experiment("E6", "Rolling restarts under load", deploys.rolling),
    Experiment("E15", "Bans under load", bans.under_load),
    Experiment("E3", "Full and refusing disks", disks.bad_disks),
    Experiment("E4", "Clocks two hours apart", hours.hours_apart),
    Experiment("E5", "Each part is frozen", freezes.each_part),
    Experiment("E2", "Bad links between all parts", networks.bad_links),
    Experiment("E2b", "A broken link between two namespaces", links.over_a_link),
    Experiment("E26", "Everybody is dropped at once", crowds.all_dropped),
    Experiment("E7", "Sockets that never read", sockets.never_read),
    Experiment("E8", "Sockets that flood", sockets.flood),
    Experiment("E9", "Requests that trickle, and silence", sockets.slow_and_silent),
    Experiment("E10", "Bad input", inputs.bad_inputs),
    Experiment("E11", "Rooms and flags beside a model", stateful.beside_a_model),
    Experiment("E12", "The protocols as Spin models", models.models),
    Experiment("E28", "Flags while the moderators' links are cut", crowds.board),
]

# Named in the issue and not made, with what stands in for each until it is.
LEFT_OUT = {
    "E3, a disk that is mounted anew": (
        "Linux does not mount a disk read-only while a file on it is open for writing. "
        "So a limit on the size of files has every write refused, and PostgreSQL is "
        "told to be read-only."
    ),
    "E4 with leap seconds and changes to summer time": (
        "clocks jump by two hours; opening hours across the change of an hour are "
        "tests of their own."
    ),
    "E5, thirty seconds in short": (
        "servers are frozen for 33 seconds, past what they look back, in the full form."
    ),
    "Claims in E14": (
        "they are not part of these histories; E11 and the model of E12 watch them."
    ),
}
