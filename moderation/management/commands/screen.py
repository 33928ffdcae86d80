"""`manage.py screen`: screens lines from standard input, or measures the rules."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from sys import stdin
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from moderation.screening import (
    RULES,
    RulesError,
    Screener,
    default_screener,
    load_screener,
)
from moderation.screening.lessons import is_held_back
from moderation.screening.measure import (
    Measurement,
    measure,
    read_lines,
    read_pool,
    read_room,
    score,
    wilson,
)

DATA = Path("../shared/data/screening")
ROOM = Path("../conversations/busy_room.jsonl.gz")
LAST_QUARTER = 2


class Command(BaseCommand):
    help = "Screen lines of text for signs of distress, or measure how well we do."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        modes = parser.add_mutually_exclusive_group(required=True)
        modes.add_argument(
            "--json", action="store_true", help='read lines of {"text": …}'
        )
        modes.add_argument("--evaluate", action="store_true", help="measure on pools")
        modes.add_argument(
            "--score", type=Path, metavar="CSV", help="count labelled lines"
        )
        modes.add_argument(
            "--last-quarter",
            action="store_true",
            help="measure on the talk that nothing was learnt from",
        )
        parser.add_argument("--data", type=Path, default=DATA, metavar="DIR")
        parser.add_argument(
            "--rules", type=Path, default=RULES, metavar="DIR", help="other rules"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.screener = _screener(options["rules"])
        if options["evaluate"]:
            self._evaluate(options["data"])
        elif options["last_quarter"]:
            self._measure_last_quarter(options["data"])
        elif options["score"]:
            self._score(options["score"])
        elif not self._screen_lines():
            raise SystemExit(1)

    def _screen_lines(self) -> bool:
        all_read = True
        for line in stdin:
            answer = screened(self.screener, line)
            all_read = all_read and "error" not in answer
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        return all_read

    def _evaluate(self, data: Path) -> None:
        self._begin("noisy labels: compare versions only")
        for name in ("labelled", "everyday"):
            pool = read_pool(_there(data / f"{name}.csv.gz"))
            self._report(name, measure(self.screener, pool))

    def _measure_last_quarter(self, data: Path) -> None:
        self._begin("the last quarter of each pool")
        talk = [
            *read_pool(_there(data / "everyday.csv.gz")),
            *read_room(_there(data / ROOM)),
        ]
        last = [each for each in talk if is_held_back(each[1]) == LAST_QUARTER]
        self._report("everyday", measure(self.screener, last))

    def _score(self, path: Path) -> None:
        try:
            tallies = score(self.screener, read_lines(path))
        except (OSError, ValueError) as problem:
            raise CommandError(f"{path}: {problem}") from None
        self._begin(path.name)
        for group, tally in sorted(tallies.items()):
            self.stdout.write(
                f"  {group:42} {share(tally.flagged, tally.read):28}"
                f"  red {share(tally.red, tally.read):28}"
                f"  in a thread {tally.seen}/{tally.read}"
            )

    def _begin(self, heading: str) -> None:
        self.stdout.write(f"rules {self.screener.version}")
        self.stdout.write(f"{heading}\n")

    def _report(self, name: str, measurement: Measurement) -> None:
        self.stdout.write(name)
        for kind, tally in sorted(measurement.tallies.items()):
            caught = f"recall {tally.share:.2f}" if "labelled risk" in kind else ""
            low, high = wilson(tally.flagged, tally.read)
            self.stdout.write(
                f"  {kind:42} {tally.read:6} read"
                f"  {1000 * tally.share:6.1f} flags per 1,000"
                f" [{1000 * low:.1f}-{1000 * high:.1f}]"
                f"  {1000 * tally.red / tally.read:5.1f} red  {caught}"
            )
        self.stdout.write(
            f"  time per message: mean {measurement.mean:.0f} µs,"
            f" median {measurement.quantile(0.5):.0f} µs,"
            f" p99 {measurement.quantile(0.99):.0f} µs,"
            f" longest {measurement.quantile(1):.0f} µs\n"
        )


def _screener(rules: Path) -> Screener:
    try:
        return default_screener() if rules == RULES else load_screener(rules)
    except RulesError as problem:
        raise CommandError(f"{rules}: {problem}") from None


def _there(path: Path) -> Path:
    if not path.exists():
        raise CommandError(f"there is no {path}")
    return path


def share(caught: int, of: int) -> str:
    low, high = wilson(caught, of)
    return f"{caught}/{of} = {caught / of:.2f} [{low:.2f}-{high:.2f}]"


def screened(screener: Screener, line: str) -> dict[str, Any]:
    try:
        text = json.loads(line)["text"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return {"error": 'expected a line like {"text": "…"}'}
    if not isinstance(text, str):
        return {"error": "text must be a string"}
    verdict = screener.screen(text)
    findings = [asdict(finding) for finding in verdict.findings]
    return {"severity": verdict.severity, "findings": findings}
