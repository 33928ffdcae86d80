"""Writes docs/proof/README.md from the results, for people to read."""

from typing import Any

from prove.results import Book

HEAD = """\
# What was proved, and how

Written by `make prove`; nothing here is written by hand. `results.json` beside it is the same for machines.

An acknowledged message is stored, screened, and seen by everyone in its room exactly once and in one order,
whatever dies. The experiments below try to break that on the real parts: server processes, PostgreSQL, SQLite
and a server of Redis's protocol, on the loopback of one machine, and in E2b over a link between two network
namespaces. Every operation is written down as invoked, acknowledged, refused or unknown, every row that any
client is handed is kept, and `prove/checker.py` looks for twelve faults in the manner of Jepsen. The seed repeats the schedule of posts and of strikes.

| make | does |
|---|---|
| `make prove` | every experiment in its short form |
| `make prove FULL=1` | the full figures; stopped and started again, it goes on where it was |
| `make prove ONLY=E1,E6` | some of them |

"Wished → seen by all" is the time from the moment a person's client first sends a message until the last
client in the room has been handed it, so it holds retries, reconnecting and catching up.
"""

LIMITS = """\
## What one machine cannot show

- **Loss of power.** kill -9 keeps what the kernel already has. SQLite runs with `synchronous=FULL` and
  PostgreSQL with `fsync` and `synchronous_commit` on, so both wait for the disk before we say "stored"; a disk
  that lies about that is beyond us.
- **A partition between hosts.** Redis carries only nudges and the database is the one truth, so a server that
  cannot reach the database refuses posts and, after two seconds, stops handing on live rows. What a database
  cluster does in a partition is the cluster's own promise: use a synchronous standby.
- **Real networks and phones.** Loopback, and a link between namespaces, have no loss and no jitter but what an
  experiment adds.
"""

# Why a goal of a full form was not met, as far as we know.
WHY = {
    "E7": "a deaf socket is a follower until its buffers are full, and fifty come back "
    "thirty times: their rows, and the work of who offends on the same two processors, "
    "are in the honest p99. Half of what honest people say takes no longer than before.",
    "E8": "twenty who were cut come back at once, and each brings a handshake and some "
    "hundred frames before it is cut again. Part of it is the machine: the same flood "
    "against another server here costs honest people some of it too (see the figures).",
    "E9": "it is the machine: the same done to another server here, on the same two "
    "processors, costs honest people as much (see the figures).",
}


def write(book: Book) -> None:
    from prove.experiments import ALL

    parts = [HEAD, "## Results\n", _summary(book), _why(book), _left_out(book), LIMITS]
    for experiment in ALL:
        for form in ("full", "short"):
            entry = book.entries.get(f"{experiment.id} {form}")
            if entry is not None:
                parts.append(_entry(entry))
    (book.folder / "README.md").write_text("\n".join(parts))


def _summary(book: Book) -> str:
    from prove.experiments import ALL

    lines = ["| experiment | full | short |", "|---|---|---|"]
    for experiment in ALL:
        full, short = (
            _word(book.entries.get(f"{experiment.id} {form}"))
            for form in ("full", "short")
        )
        lines.append(f"| {experiment.id} {experiment.title} | {full} | {short} |")
    return "\n".join(lines) + "\n"


def _word(entry: dict[str, Any] | None) -> str:
    if entry is None:
        return "not made yet"
    if not entry["figures"]:
        return "left out: " + " ".join(entry["notes"])
    missed = [f["name"] for f in entry["figures"] if f["is_met"] is False]
    return f"**not met**: {', '.join(missed)}" if missed else "met"


def _why(book: Book) -> str:
    lines = ["## Not met, and why\n"]
    for name, why in WHY.items():
        if _word(book.entries.get(f"{name} full")).startswith("**not met**"):
            lines.append(f"- **{name}**: {why}")
    return "\n".join(lines) + "\n"


def _left_out(book: Book) -> str:
    """What no machine makes, and what the one of the full figures could not."""
    from prove.experiments import ALL, LEFT_OUT

    lines = ["## Left out\n"]
    lines += [f"- **{name}**: {why}" for name, why in LEFT_OUT.items()]
    for one in ALL:
        entry = book.entries.get(f"{one.id} full")
        if entry is not None and not entry["figures"]:
            lines.append(f"- **{one.id} {one.title}**: {' '.join(entry['notes'])}")
    return "\n".join(lines) + "\n"


def _entry(entry: dict[str, Any]) -> str:
    where = ", ".join(f"{name} {value}" for name, value in entry["machine"].items())
    lines = [
        f"## {entry['id']} {entry['title']} ({entry['form']})\n",
        f"{entry['date']}, {entry['seconds']} s, seed {entry['seed']}. {where}.\n",
        "| figure | measured | goal | |",
        "|---|---|---|---|",
    ]
    lines += [_row(figure) for figure in entry["figures"]]
    lines += ["", *(f"- {note}" for note in entry["notes"])]
    return "\n".join(lines) + "\n"


def _row(figure: dict[str, Any]) -> str:
    value = figure["value"]
    if isinstance(value, dict):
        value = " / ".join(f"{part:,}" for part in value.values())
    elif isinstance(value, int | float):
        value = f"{value:,}"
    met = {True: "met", False: "**not met**", None: ""}[figure["is_met"]]
    return f"| {figure['name']} | {value} | {figure['goal']} | {met} |"
