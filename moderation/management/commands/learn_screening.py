"""`manage.py learn_screening`: teaches the second reader and writes its weights."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from moderation.screening import RULES, Screener
from moderation.screening.learning import learn
from moderation.screening.lessons import (
    TAUGHT,
    Lesson,
    digest,
    is_held_back,
    read_lessons,
    threshold,
)
from moderation.screening.likeness import stretches
from moderation.screening.measure import read_pool, read_room
from moderation.screening.rules import read_rules
from moderation.screening.weights import FILE, parse_likeness

DATA = Path("../shared/data")
# Only what its licence lets us learn from; the others are for measuring alone.
LEARNT_FROM = {"reddit_comments", "stress_sms", "busy_room"}
PER_THOUSAND = {"yellow": 2.0, "amber": 1.0, "red": 0.2}
NO_LIMITS = [f"{name}:\t0" for name in ("calm", "yellow", "amber", "red")]
# Of lessons it has not seen, this share may sound like everyday talk.
SHARE_CALMED = 0.02
MEASURED_ON = {"reddit_comments", "busy_room", "daily_dialogue", "tweets_rude"}


class Command(BaseCommand):
    help = "Teach the second reader from its lessons; writes moderation/rules/."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--data", type=Path, default=DATA, metavar="DIR")
        parser.add_argument("--to", type=Path, default=RULES / FILE, metavar="FILE")
        for name, per_thousand in PER_THOUSAND.items():
            parser.add_argument(
                f"--{name}", type=float, default=per_thousand, help="per 1,000"
            )

    def handle(self, *args: Any, **options: Any) -> None:
        talk = list(_everyday(options["data"]))
        if not talk:
            raise CommandError(f"there is no everyday talk in {options['data']}")
        rules = Screener(read_rules(RULES))
        lessons = [
            Lesson(tuple(rules.sentences(line).words[:40]), concern, level)
            for line, concern, level in read_lessons()
        ]
        background = [
            reading.words[first:last]
            for source, text in talk
            if source in LEARNT_FROM and not is_held_back(text)
            for reading in [rules.sentences(text)]
            for first, last in stretches(len(reading.words), reading.breaks)
        ]
        rows = list(learn(lessons, background))
        rows[:0] = [
            f"# {TAUGHT} {digest()}",
            *_limits(rows, rules, talk, options),
            _calm(lessons, background),
        ]
        options["to"].write_text("\n".join(rows) + "\n", encoding="utf-8")
        self.stdout.write(f"{len(lessons)} lessons, {len(rows)} rows: {rows[:6]}")


def _limits(
    rows: list[str], rules: Screener, talk: list[tuple[str, str]], options: Any
) -> Iterator[str]:
    """How high a score has to be, so that so many everyday messages pass it."""
    learnt = parse_likeness("\n".join([*rows, *NO_LIMITS]))
    readings = [
        rules.sentences(text)
        for source, text in talk
        if source in MEASURED_ON and is_held_back(text) == 1
    ]
    likes = [learnt.highest(each.words, each.breaks) for each in readings]
    hastes = [learnt.hastiest(each.words, each.breaks) for each in readings]
    for name, scores in (("yellow", likes), ("amber", likes), ("red", hastes)):
        yield f"{name}:\t{threshold(scores, options[name]):.3f}"


def _calm(lessons: list[Lesson], background: list[list[str]]) -> str:
    """So low a score that hardly any lesson it has not seen falls below."""
    seen = [lesson for n, lesson in enumerate(lessons) if n % 4]
    rows = learn(seen, background)
    learnt = parse_likeness("\n".join([*rows, *NO_LIMITS]))
    scores = sorted(
        learnt.highest(each.words, 1 | 1 << len(each.words))
        for each in lessons[::4]
        if each.is_concern
    )
    return f"calm:\t{scores[int(len(scores) * SHARE_CALMED)]:.3f}"


def _everyday(data: Path) -> Iterator[tuple[str, str]]:
    pool = data / "screening" / "everyday.csv.gz"
    room = data / "conversations" / "busy_room.jsonl.gz"
    if pool.exists():
        yield from read_pool(pool)
    if room.exists():
        yield from read_room(room)
