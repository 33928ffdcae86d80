"""Finds any tampering with the audit; ends with 1 if there is some."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand

from moderation import anchors, audit


class Command(BaseCommand):
    help = "Checks every entry of the audit, its words, its rows and its anchors."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anchor",
            type=_anchor,
            help="a number and hash that you wrote down, as 12:3f9a…",
        )

    def handle(self, *args: Any, anchor: anchors.Anchor | None, **options: Any) -> None:
        report = audit.verify(anchor)
        for problem in report.problems:
            entry = (
                f"Entry {problem.number} " if problem.number else "Beside the chain, "
            )
            self.stdout.write(f"{entry}{problem.words}.")
        for line in anchors.restorings():
            self.stdout.write(
                f"A backup was put back at {line['at']}, up to entry {line['restored_to']}."
            )
        self.stdout.write(self._sum_up(report))
        if report.problems:
            sys.exit(1)

    def _sum_up(self, report: audit.Report) -> str:
        head = audit.head()
        anchor = f" Write this down: {head.number}:{head.hash}" if head else ""
        older = f", {report.older} rows from before the audit" if report.older else ""
        counts = (
            f"{report.entries} entries, {report.erased} with their words erased{older}"
        )
        verdict = f"{len(report.problems)} problems" if report.problems else "whole"
        return f"The audit is {verdict}: {counts}.{anchor}"


def _anchor(text: str) -> anchors.Anchor:
    number, _, digest = text.partition(":")
    if not number.isascii() or not number.isdigit() or not digest:
        raise ArgumentTypeError("Give a number, a colon and a hash, as 12:3f9a…")
    return anchors.Anchor(int(number), digest, "the time you wrote it down")
