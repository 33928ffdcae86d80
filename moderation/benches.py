"""Reads lately written messages under tried rules and those in force, a slice at a time."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django.db.models import Max, Min, QuerySet

from moderation import in_force
from moderation.actions.rules import Reach, Slice, keep_slice
from moderation.rules_models import Bench
from moderation.screening import RULES, Screener, screener_with
from moderation.screening.lessons import read_lessons
from moderation.screening.local import Local, check_width, from_plain
from moderation.screening.rules import read_rules
from rooms.models import Message, Room

BENCH_DAYS = 60
SLICE = 400
SLICE_LASTS = 0.5  # seconds
FLAGGED = ("yellow", "amber", "red")
# The screener of the bench that is read now; making one takes a quarter of a second.
_made: tuple[int, Screener] | None = None


def check(rules: tuple[Local, ...], fresh: tuple[Local, ...]) -> None:
    """Refuses rules that cannot be read, and new ones that find everything."""
    book = read_rules(RULES, rules)
    check_width(book, fresh, _everyday())


@cache
def _everyday() -> list[str]:
    """Harmless lines, enough of them to know a rule that finds everything."""
    return [line for line, concern, _ in read_lessons() if concern == "none"][::8]


def reach(now: datetime) -> Reach:
    """What was written in the last 60 days, but for the machinery's own messages."""
    since = now - timedelta(days=BENCH_DAYS)
    written = _by_people().filter(at__gt=since)
    ends = written.aggregate(first=Min("pk"), last=Max("pk"), since=Min("at"))
    if ends["last"] is None:
        return Reach(0, 0, 0, 1)
    days = max(1, (now - ends["since"]).days)
    return Reach(ends["first"] - 1, ends["last"], written.count(), days)


def _by_people() -> QuerySet[Message]:
    return Message.objects.exclude(room__kind=Room.Kind.CANARY)


def run_one() -> None:
    """The clock's share: half a second of reading for the bench that waits longest."""
    bench = Bench.objects.filter(state=Bench.State.RUNNING).order_by("pk").first()
    if bench is not None:
        keep_slice(bench, _read(bench))


def _read(bench: Bench) -> Slice:
    tried, now = _screener(bench), in_force.screener()
    begun = time.monotonic()
    messages = _by_people().filter(pk__gt=bench.at, pk__lte=bench.last)
    messages = messages.select_related("room")
    found = Slice(upto=bench.last)
    for n, message in enumerate(messages.order_by("pk")[: SLICE + 1]):
        if n == SLICE or time.monotonic() - begun > SLICE_LASTS:
            break
        found.read += 1
        found.upto = message.pk
        _compare(message, now, tried, found)
    else:
        found.upto = bench.last
    return found


def _compare(message: Message, now: Screener, tried: Screener, found: Slice) -> None:
    before = now.screen(message.said).severity
    after = tried.screen(message.said).severity
    was, will = before in FLAGGED, after in FLAGGED
    found.flags_before += was
    found.flags_after += will
    found.gained += will and not was
    found.lost += was and not will
    if was == will:
        return
    if message.room.kind == Room.Kind.ROOM:
        found.samples.append([message.pk, before, after])
    else:
        found.private += 1


def _screener(bench: Bench) -> Screener:
    global _made
    if _made is None or _made[0] != bench.pk:
        _made = bench.pk, screener_with(from_plain(bench.rules), in_force.languages())
    return _made[1]


@dataclass(frozen=True, slots=True)
class Sample:
    """A message that one set of rules flags and the other does not."""

    text: str
    was: str
    will: str

    @property
    def is_new(self) -> bool:
        return self.will in FLAGGED


def samples(bench: Bench) -> list[Sample]:
    """Of rooms only, and only what still stands there."""
    ids = [pk for pk, _, _ in bench.samples]
    shown = Message.objects.filter(pk__in=ids, room__kind=Room.Kind.ROOM)
    texts = {m.pk: m.said for m in shown if m.state == Message.State.SHOWN}
    return [Sample(texts[pk], a, b) for pk, a, b in bench.samples if pk in texts]
