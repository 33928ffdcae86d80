"""Writes what make bench found into docs/speed.md, between two marks, and draws it.

`python -m bench.page` does it again from the newest whole run.
"""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from bench import picture
from bench.figures import Figure, median, shown
from bench.results import FOLDER

DOCS = FOLDER.parents[1] / "docs"
BEGIN = "<!-- Written by make bench; what stands between these marks is not kept. -->"
END = "<!-- make bench ends here. -->"

HOW = """\
### How it is measured, and how to do it again

```
make bench                    # all of it, some twenty minutes
make bench QUICK=1            # one short round, under three minutes; leaves this page alone
make bench ONLY=storm,idle    # some rows
```

Everything is on the loopback of one machine. The server has one core alone; the generator, PostgreSQL, Redis and
Alongside's clock have the others. All servers take their turn in each round, and each ratio is the median of the
rounds' own ratios: a machine that grows slower in between slows both sides. Read the ratios first. Processor time for
1,000 delivered rows depends least on what else the machine does.

- The generator (`bench/load/`, C) speaks `docs/protocol.md`, and its peers' own formats. It knows for every socket
  which message comes next, so a row that is lost, doubled or in another order is counted as a fault. Rows that come
  in one frame are counted one by one.
- Saturated: so many messages are always under way (200 in rooms of 10, 100 in rooms of 100, 50 in rooms of 500; 10
  for the tutorial and ejabberd, which take seconds for more); the next is sent when everybody has one. All are of 120 letters.
- Alongside has everything on: sessions, membership and sanctions checked, screened (2 in 100 bring a flag), stored
  with fsync, positions, bounded sockets. The peers know nobody and check nothing. "That saves" means: inserted into
  PostgreSQL, and committed, before it is sent, over up to 20 connections at once.
- Fewer, fuller frames are allowed to whoever is behind. That is how a server that stores can pass one that does not.
- A socket's memory is what the server process grew by, when 1,000 signed-in people came and sat there.
- The reconnect storm has no jitter: real browsers wait a random time first.

`bench/results/` keeps every run with all its rounds.
"""


def main() -> None:
    results = whole_runs(FOLDER)
    if not results:
        raise SystemExit("There is no whole run in bench/results yet: make bench")
    write(results, DOCS)


def whole_runs(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """The runs that were neither quick nor of some rows only, oldest first."""
    read = [(p.name, json.loads(p.read_text())) for p in folder.glob("*.json")]
    whole = [r for r in read if not r[1]["is_quick"] and not r[1]["is_part"]]
    return sorted(whole, key=lambda r: (r[1]["at"], r[0]))


def write(results: list[tuple[str, dict[str, Any]]], docs: Path) -> None:
    page = docs / "speed.md"
    name, newest = results[-1]
    before, _, rest = page.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    made = "\n".join([BEGIN, "", *parts(name, newest, results[:-1]), END])
    page.write_text(before + made + after)
    (docs / "speed.svg").write_text(picture.drawn(by_server(newest)))


def parts(
    name: str, result: dict[str, Any], earlier: list[tuple[str, dict[str, Any]]]
) -> list[str]:
    at = result["at"][:16].replace("T", ", ")
    words = [f"- {said}" for said in result["words"]]
    return [
        "## Beside its peers\n",
        f"Measured on {at} UTC in {result['took_s'] / 60:.0f} minutes"
        f" (`bench/results/{name}`).\n",
        "![Rows a second from one core, in rooms of 10, 100 and 500](speed.svg)\n",
        *servers(result),
        "### The goals\n",
        *goals(result),
        *(["### What else was said\n", *words, ""] if words else []),
        "### The machine\n",
        *machine(result),
        HOW,
        *(["### Earlier runs\n", *before(earlier)] if earlier else []),
    ]


Runs = dict[str, dict[str, list[dict[str, Any]]]]


def by_server(result: dict[str, Any]) -> Runs:
    """Saturated runs: server → rooms of a size → its rounds."""
    found: Runs = defaultdict(lambda: defaultdict(list))
    for run in result["runs"]:
        if run["row"].startswith("saturated"):
            found[run["server"]][run["row"].partition(", ")[2]].append(run)
    return found


def servers(result: dict[str, Any]) -> list[str]:
    lines = [
        "| server | rooms of | rows a second, median (range) | ms of processor for 1,000"
        " rows: server, stores | p50 / p99 ms | rows in a frame | faults |",
        "|---|---|---|---|---|---|---|",
    ]
    for server, sizes in by_server(result).items():
        lines += [server_line(server, size, runs) for size, runs in sizes.items()]
    return [*lines, ""]


def server_line(server: str, size: str, runs: list[dict[str, Any]]) -> str:
    rates = sorted(run["deliveries"] / run["seconds"] for run in runs)
    own, stores = (
        median(1e6 * run[who] / max(1, run["deliveries"]) for run in runs)
        for who in ("server_s", "stores_s")
    )
    p50, p99 = (median(run["seen"][p] for run in runs) for p in ("p50", "p99"))
    filled = median(run["deliveries"] / max(1, run["frames"]) for run in runs)
    faults = sum(sum(run["faults"].values()) for run in runs)
    return (
        f"| {server} | {size.removeprefix('rooms of ')} | {shown(median(rates))}"
        f" ({shown(rates[0])}–{shown(rates[-1])}) | {shown(own)}, {shown(stores)}"
        f" | {p50:,.1f} / {p99:,.1f} | {shown(filled)} | {faults} |"
    )


def goals(result: dict[str, Any]) -> list[str]:
    lines = ["| work | figure | measured | goal | |", "|---|---|---|---|---|"]
    for kept in result["figures"]:
        figure = Figure(**{k: v for k, v in kept.items() if k != "is_met"})
        verdict = {"missed": "**missed**"}.get(figure.verdict, figure.verdict)
        value = f"{shown(figure.value)} {figure.unit}".strip()
        lines.append(
            f"| {figure.row} | {figure.what} | {value} | {figure.goal} | {verdict} |"
        )
    return [*lines, ""]


def machine(result: dict[str, Any]) -> list[str]:
    told = result["machine"] | result["versions"]
    return ["| | |", "|---|---|", *(f"| {k} | {v} |" for k, v in told.items()), ""]


def before(earlier: list[tuple[str, dict[str, Any]]]) -> list[str]:
    lines = ["| run | commit | goals met |", "|---|---|---|"]
    for name, result in reversed(earlier):
        judged = [f["is_met"] for f in result["figures"] if f["is_met"] is not None]
        commit = result["versions"].get("commit", "")
        lines.append(f"| `{name}` | {commit} | {sum(judged)} of {len(judged)} |")
    return [*lines, ""]


if __name__ == "__main__":
    main()
