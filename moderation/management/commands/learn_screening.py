"""`manage.py learn_screening`: teaches the second reader and writes its weights."""

import textwrap
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandError

from moderation.screening import RULES, Screener, network
from moderation.screening.learning import learn
from moderation.screening.lessons import (
    TAUGHT,
    Lesson,
    common_words,
    digest,
    is_held_back,
    read_lessons,
    threshold,
)
from moderation.screening.likeness import LONGEST, Likeness, stretches
from moderation.screening.measure import RAISES_A_FLAG, read_pool, read_room
from moderation.screening.network_learning import teach
from moderation.screening.rules import COMMON, read_rules
from moderation.screening.weights import FILE, parse_likeness

DATA = Path("../shared/data")
# Only what its licence lets us learn from; the others are for measuring alone.
LEARNT_FROM = {"reddit_comments", "stress_sms", "busy_room"}
PER_THOUSAND = {"yellow": 5.5, "amber": 2.4, "red": 0.3}
# Of a thousand everyday messages, so many are read by ear as well.
DOUBTED = 60.0
LOWEST = -99.0
# However rare it is in everyday talk, what sounds less urgent than this is not red.
LEAST_HASTE = -0.3
CALM = f"calm:\t{LOWEST}"
# Of lessons that a rule finds, this share may be taken for everyday talk.
CALMED = 0.04
# How loud the network speaks beside the weights.
EAR = 1.5
# Words, and between which of them a sentence ends, as bits.
Said = tuple[list[str], int]
MEASURED_ON = {"reddit_comments", "busy_room", "daily_dialogue", "tweets_rude"}


class Command(BaseCommand):
    help = "Teach the second reader from its lessons; writes moderation/rules/."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--data", type=Path, default=DATA, metavar="DIR")
        parser.add_argument("--to", type=Path, default=RULES, metavar="DIR")
        for name, per_thousand in PER_THOUSAND.items():
            parser.add_argument(
                f"--{name}", type=float, default=per_thousand, help="per 1,000"
            )

    def handle(self, *args: Any, **options: Any) -> None:
        rules, common = _reading()
        background, heard = _talk(rules, options["data"])
        to = _folder(options["to"])
        lessons = [
            Lesson(tuple(rules.words(line)[:LONGEST]), concern, level)
            for line, concern, level in read_lessons()
        ]
        found = [_is_flagged(rules, line) for line, _, _ in read_lessons()]
        rows, ear = _taught(lessons, background, heard, options)
        calm = _calm_below(lessons, found, background, heard, options)
        rows = [f"# {TAUGHT} {digest()}", f"calm:\t{calm:.3f}", *rows]
        _write(to, rows, ear, common)
        self.stdout.write(f"{len(lessons)} lessons: {[*rows[:5], *rows[-5:]]}")


def _reading() -> tuple[Screener, list[str]]:
    """The rules, which read by ear the words that these lessons use; and the words."""
    book = read_rules(RULES)
    common = common_words(Screener(replace(book, common=())).words)
    return Screener(replace(book, common=tuple(common))), common


def _is_flagged(rules: Screener, line: str) -> bool:
    return rules.screen(line).severity in RAISES_A_FLAG


def _taught(
    lessons: list[Lesson],
    background: list[list[str]],
    heard: list[Said],
    per_thousand: dict[str, Any],
) -> tuple[list[str], dict[str, Any]]:
    """The rows and the network that these lessons teach, with their limits."""
    ear = teach(lessons, background)
    rows = list(learn(lessons, background))
    limits = Limits([CALM, *rows], network.made_of(ear), heard).found(per_thousand)
    return [*rows, *limits], ear


def _calm_below(
    lessons: list[Lesson],
    found: list[bool],
    background: list[list[str]],
    heard: list[Said],
    per_thousand: dict[str, Any],
) -> float:
    """So low a score that hardly any lesson that a rule finds falls below it, of those
    it has not seen: so all is learnt once more, from three lessons in four."""
    seen = [lesson for n, lesson in enumerate(lessons) if n % 4]
    rows, ear = _taught(seen, background, heard, per_thousand)
    reader = parse_likeness("\n".join([CALM, *rows]), network.made_of(ear))
    unrest = sorted(
        reader.unrest(lesson.words)
        for n, lesson in enumerate(lessons)
        if not n % 4 and found[n] and lesson.is_concern
    )
    return unrest[int(len(unrest) * CALMED)] if unrest else LOWEST


def _talk(rules: Screener, data: Path) -> tuple[list[list[str]], list[Said]]:
    """Everyday talk to learn from, and other talk to set the limits by."""
    talk = [(source, text, rules.read(text)) for source, text in _everyday(data)]
    background = [
        message.words[first:last]
        for source, text, message in talk
        if source in LEARNT_FROM and not is_held_back(text)
        for first, last in stretches(len(message.words), message.breaks)
    ]
    heard = [
        (message.words, message.breaks)
        for source, text, message in talk
        if _sets_limits(source, text)
    ]
    if not background or not heard:
        raise CommandError(f"there is too little everyday talk in {data}")
    return background, heard


def _sets_limits(source: str, text: str) -> bool:
    """What is learnt from, or measured on once, would set them too low."""
    unlearnt = {1} if source in LEARNT_FROM else {0, 1}
    return source in MEASURED_ON and is_held_back(text) in unlearnt


def _folder(to: Path) -> Path:
    try:
        to.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise CommandError(f"cannot write to {to}: {problem}") from None
    return to


def _write(to: Path, rows: list[str], ear: dict[str, Any], common: list[str]) -> None:
    """All files at the very end, so that they always come from one run."""
    words = textwrap.fill(" ".join(common), 120, break_on_hyphens=False)
    title = (
        "Words of the lessons, the commonest first: what is spelt by ear may be one."
    )
    (to / COMMON).write_text(f"# {title}\n{words}\n", encoding="utf-8")
    np.savez_compressed(to / network.FILE, **ear)
    (to / FILE).write_text("\n".join(rows) + "\n", encoding="utf-8")


class Limits:
    """How high a score has to be, so that so many everyday messages pass it."""

    def __init__(self, rows: list[str], ear: network.Network, talk: list[Said]) -> None:
        self.rows, self.ear, self.talk = rows, ear, talk

    def found(self, per_thousand: dict[str, Any]) -> list[str]:
        limits = dict.fromkeys(("yellow", "amber", "red"), 0.0)
        limits |= {"doubt": LOWEST, "ear": 1.0}
        plain = self._reader(limits)
        alone = [plain.highest(*said) for said in self.talk]
        asked = [
            float(self.ear.ask(words[:LONGEST])[network.RISK]) for words, _ in self.talk
        ]
        limits["ear"] = EAR * float(np.std(alone) / np.std(asked))
        limits["doubt"] = threshold(alone, DOUBTED)
        reader = self._reader(limits)
        heard = [list(reader.heard(*said)) for said in self.talk]
        for name in ("yellow", "amber"):
            loudest = [max((h.score for h in each), default=LOWEST) for each in heard]
            limits[name] = threshold(loudest, per_thousand[name])
        hastes = [
            max(
                (reader.haste(h) for h in each if h.score > limits["amber"]),
                default=LOWEST,
            )
            for each in heard
        ]
        limits["red"] = max(LEAST_HASTE, threshold(hastes, per_thousand["red"]))
        return [f"{name}:\t{value:.3f}" for name, value in limits.items()]

    def _reader(self, limits: dict[str, float]) -> Likeness:
        rows = [*self.rows, *(f"{name}:\t{value}" for name, value in limits.items())]
        return parse_likeness("\n".join(rows), self.ear)


def _everyday(data: Path) -> Iterator[tuple[str, str]]:
    pool = data / "screening" / "everyday.csv.gz"
    room = data / "conversations" / "busy_room.jsonl.gz"
    if pool.exists():
        yield from read_pool(pool)
    if room.exists():
        yield from read_room(room)
