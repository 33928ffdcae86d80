"""`manage.py screen`: screens lines from standard input, or measures the rules."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from sys import stdin
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from moderation.screening import Screener, default_screener
from moderation.screening.measure import Measurement, measure, read_pool

DATA = Path("../shared/data/screening")


class Command(BaseCommand):
    help = "Screen lines of text for signs of distress, or measure how well we do."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        modes = parser.add_mutually_exclusive_group(required=True)
        modes.add_argument(
            "--json", action="store_true", help='read lines of {"text": …}'
        )
        modes.add_argument("--evaluate", action="store_true", help="measure on pools")
        parser.add_argument("--data", type=Path, default=DATA, metavar="DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["evaluate"]:
            self._evaluate(options["data"])
        elif not self._screen_lines():
            raise SystemExit(1)

    def _screen_lines(self) -> bool:
        screener = default_screener()
        all_read = True
        for line in stdin:
            answer = screened(screener, line)
            all_read = all_read and "error" not in answer
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        return all_read

    def _evaluate(self, data: Path) -> None:
        screener = default_screener()
        self.stdout.write(f"rules {screener.version}")
        self.stdout.write("noisy labels: compare versions only\n")
        for name in ("labelled", "everyday"):
            path = data / f"{name}.csv.gz"
            if not path.exists():
                raise CommandError(f"there is no {path}")
            self._report(name, measure(screener, read_pool(path)))

    def _report(self, name: str, measurement: Measurement) -> None:
        self.stdout.write(name)
        for kind, tally in sorted(measurement.tallies.items()):
            caught = f"recall {tally.share:.2f}" if "labelled risk" in kind else ""
            self.stdout.write(
                f"  {kind:42} {tally.read:6} read"
                f"  {1000 * tally.share:6.1f} flags per 1,000"
                f"  {1000 * tally.red / tally.read:5.1f} red  {caught}"
            )
        self.stdout.write(
            f"  time per message: mean {measurement.mean:.0f} µs,"
            f" p99 {measurement.quantile(0.99):.0f} µs,"
            f" longest {measurement.quantile(1):.0f} µs\n"
        )


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
