"""The writer alone: what is stored and screened a second, and what sharing commits gains."""

import json
import subprocess
import sys

from bench import machine
from bench.figures import Figure
from bench.house import House
from bench.stack import ROOT

ROW = "posting alone, 200 rooms, 100 in flight"
LEAST, LEAST_TIMES = 12_000, 8


def measure(house: House) -> None:
    for stores, words in (("postgres", "PostgreSQL"), ("sqlite", "SQLite FULL")):
        posts = 2_000 if house.is_quick else 20_000
        command = [sys.executable, "-m", "bench.posting", stores, "--posts", str(posts)]
        # It brings its own PostgreSQL: all cores are for both.
        with machine.pinned(machine.CORES.server | machine.CORES.others):
            done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
        found = json.loads(done.stdout.splitlines()[-1])
        house.runs.append({"row": ROW, "server": words} | found)
        together, each = found["together"], found["one_each"]
        rate, times = together["a_second"], together["a_second"] / each["a_second"]
        house.keep(Figure(ROW, words, rate, "stored a second", least=LEAST))
        house.keep(
            Figure(ROW, words, together["writer_us_each"], "µs of processor each")
        )
        house.keep(
            Figure(
                ROW, f"{words}, beside one commit each", times, "×", least=LEAST_TIMES
            )
        )
