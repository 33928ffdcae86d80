"""`manage.py learn_screening`: teaches the second reader and writes its weights."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from moderation.screening import RULES, Screener
from moderation.screening.lessons import (
    WORTH,
    Lesson,
    is_held_back,
    learn,
    read_lessons,
    threshold,
)
from moderation.screening.likeness import FILE, parse_likeness, stretches
from moderation.screening.measure import read_pool, read_room
from moderation.screening.rules import read_rules

DATA = Path("../shared/data")
# Only what its licence lets us learn from; the others are for measuring alone.
LEARNT_FROM = {"reddit_comments", "stress_sms", "busy_room"}
MEASURED_ON = {"reddit_comments", "busy_room", "daily_dialogue", "tweets_rude"}


class Command(BaseCommand):
    help = "Teach the second reader from its lessons; writes moderation/rules/."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--data", type=Path, default=DATA, metavar="DIR")
        parser.add_argument("--to", type=Path, default=RULES / FILE, metavar="FILE")
        parser.add_argument("--amber", type=float, default=1.0, help="per 1,000")
        parser.add_argument("--yellow", type=float, default=2.0, help="per 1,000")

    def handle(self, *args: Any, **options: Any) -> None:
        talk = list(_everyday(options["data"]))
        if not talk:
            raise CommandError(f"there is no everyday talk in {options['data']}")
        screener = Screener(read_rules(RULES))
        lessons = [
            Lesson(
                screener.sentences(line).words[:40],
                concern,
                WORTH["harmless" if concern == "none" else "concern"],
            )
            for line, concern in read_lessons()
        ]
        background = [
            reading.words[first:last]
            for source, text in talk
            if source in LEARNT_FROM and not is_held_back(text)
            for reading in [screener.sentences(text)]
            for first, last in stretches(len(reading.words), reading.breaks)
        ]
        rows = list(learn(lessons, background))
        learnt = parse_likeness("\n".join([*rows, "amber:\t0", "yellow:\t0"]))
        scores = [
            learnt.highest(reading.words, reading.breaks)
            for source, text in talk
            if source in MEASURED_ON and is_held_back(text) == 1
            for reading in [screener.sentences(text)]
        ]
        for name in ("amber", "yellow"):
            rows.insert(1, f"{name}:\t{threshold(scores, options[name]):.3f}")
        options["to"].write_text("\n".join(rows) + "\n", encoding="utf-8")
        self.stdout.write(f"{len(lessons)} lessons, {len(rows)} rows: {rows[:3]}")


def _everyday(data: Path) -> Iterator[tuple[str, str]]:
    pool = data / "screening" / "everyday.csv.gz"
    room = data / "conversations" / "busy_room.jsonl.gz"
    if pool.exists():
        yield from read_pool(pool)
    if room.exists():
        yield from read_room(room)
