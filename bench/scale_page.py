"""Writes the tables of docs/scale.md from the newest whole run and the sums of scale.py.

`python -m bench.scale_page` does it again.
"""

from pathlib import Path
from typing import Any

from bench import scale
from bench.figures import shown
from bench.page import BEGIN, DOCS, END, goals, whole_runs
from bench.results import FOLDER
from bench.rows.scaling import ROW
from bench.scale import NAMES, PEOPLE, Asked, Costs, Turns, World

# A message each in five minutes, and an evening on which something has happened.
CALM, BUSY = 1 / 300, 1 / 60
WORLDS = {
    "10,000 people, calm": World(10_000, 10, 10_000 * CALM),
    "10,000 people, busy": World(10_000, 10, 10_000 * BUSY),
    "100,000 people, calm": World(100_000, 100, 100_000 * CALM),
    "100,000 people, busy": World(100_000, 100, 100_000 * BUSY),
    "100,000 people, busy, by room": World(
        100_000, 100, 100_000 * BUSY, is_by_room=True
    ),
}


def main() -> None:
    results = whole_runs(FOLDER)
    if not results:
        raise SystemExit("There is no whole run in bench/results yet: make bench")
    write(*results[-1], DOCS)


def write(name: str, result: dict[str, Any], docs: Path) -> None:
    told = next(
        (run for run in result["runs"] if run["row"] == ROW and "costs" in run), None
    )
    if told is None:
        return
    page = docs / "scale.md"
    costs, turns = costs_of(told["costs"]), Turns(**told["turns"])
    of_check = {"figures": [f for f in result["figures"] if f["row"] == ROW]}
    made = [
        BEGIN,
        "",
        f"From `bench/results/{name}`.\n",
        "### What single steps cost\n",
        *steps(costs, turns),
        "### The sums held against two processes\n",
        *goals(of_check),
        "### What is asked, a second\n",
        *table(turns, asked_lines),
        "### What that takes, in cores\n",
        *table(turns, lambda world, asked: core_lines(world, asked, costs)),
        END,
    ]
    before, _, rest = page.read_text().partition(BEGIN)
    page.write_text(before + "\n".join(made) + rest.partition(END)[2])


def costs_of(told: dict[str, float]) -> Costs:
    return Costs(
        row=told["row_us"],
        nudge=told["nudge_us"],
        read=told["read_us"],
        tip=told["tips_us"] / NAMES,
        beat=told["beat_us"],
        roster_person=told["roster_us"] / PEOPLE,
        read_database=told["read_database_us"],
        tip_database=told["tips_database_us"] / NAMES,
        post_database=told["post_database_us"],
        publish_redis=told["publish_redis_us"],
        hearer_redis=told["hearer_redis_us"],
    )


def steps(costs: Costs, turns: Turns) -> list[str]:
    named = {
        "a row delivered, with its share of the post (rooms of 100)": costs.row,
        "a nudge heard": costs.nudge,
        "a read of rows that another process wrote": costs.read,
        "that read, in PostgreSQL": costs.read_database,
        "a tip compared": costs.tip,
        "that tip, in PostgreSQL": costs.tip_database,
        "a post, in PostgreSQL and Redis": costs.post_database,
        "a socket's heartbeat, with all else an idle socket costs": costs.beat,
        "a person in the roster of another process, read": costs.roster_person,
        "a nudge published, in Redis": costs.publish_redis,
        "each process that hears it, in Redis": costs.hearer_redis,
    }
    lines = ["| step | µs of processor |", "|---|---|"]
    lines += [f"| {name} | {shown(us)} |" for name, us in named.items()]
    ms = [shown(1_000 * s) for s in (turns.commit, turns.publish, turns.read)]
    return [
        *lines,
        "",
        f"A commit takes {ms[0]} ms, publishing a nudge {ms[1]} ms, a read {ms[2]} ms.\n",
    ]


def table(turns: Turns, lines_of: Any) -> list[str]:
    columns = {
        name: lines_of(world, scale.asked_of(world, turns, seconds=3.0))
        for name, world in WORLDS.items()
    }
    first = next(iter(columns.values()))
    head = f"| | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"
    rows = [
        f"| {name} | {' | '.join(column[name] for column in columns.values())} |"
        for name in first
    ]
    return [*head, *rows, ""]


def asked_lines(world: World, asked: Asked) -> dict[str, str]:
    return {
        "processes": str(world.processes),
        "posts, of all": shown(world.posts_a_second),
        "rows to sockets, of all": shown(asked.rows_sent * world.processes),
        "nudges published, of all": shown(asked.nudges_published_by_all),
        "nudges heard, each process": shown(asked.nudges_heard),
        "reads of others' rows, each process": shown(asked.reads),
        "reads of others' rows, of all": shown(asked.reads * world.processes),
        "tips compared, of all": shown(asked.tips * world.processes),
        "heartbeats, of all": shown(asked.beats * world.processes),
        "people read from rosters, of all": shown(
            asked.roster_people_read * world.processes
        ),
    }


def core_lines(world: World, asked: Asked, costs: Costs) -> dict[str, str]:
    shares = scale.process_share(asked, costs)
    found = {f"each process: {name}": shown(share) for name, share in shares.items()}
    return found | {
        "each process, together": shown(sum(shares.values())),
        "Redis": shown(scale.redis_share(world, asked, costs)),
        "PostgreSQL": shown(scale.database_share(world, asked, costs)),
    }


if __name__ == "__main__":
    main()
