"""What the desk did in a period: for the lead, who answers for it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from moderation import flags, second_reading, targets, words, workload
from moderation.appeal_models import Appeal
from moderation.audit import ERASED
from moderation.audit_models import AuditEntry
from moderation.models import Decision, Flag, Outcome, ThreadView
from moderation.plots import Column, Plot, stacked
from moderation.statistics import Share, median

SLOWEST = 5
MOST_LOOKS = 50
# Too few decided flags of one rule say nothing of it.
ENOUGH_OF_A_RULE = 20
POOR = 10


@dataclass(frozen=True)
class Level:
    """How soon the flags of one level were looked at, and decided."""

    code: str
    flags: int
    not_looked: int
    in_time: Share
    looked: float | None
    slowest: float | None
    decided: float | None

    @property
    def words(self) -> str:
        return words.LEVELS[self.code]

    @property
    def looked_words(self) -> str:
        return _lasting(self.looked)

    @property
    def slowest_words(self) -> str:
        return _lasting(self.slowest)

    @property
    def decided_words(self) -> str:
        return _lasting(self.decided)


def _lasting(seconds: float | None) -> str:
    return "" if seconds is None else words.lasting(timedelta(seconds=seconds))


def raised(since: datetime, until: datetime) -> list[Flag]:
    found = flags.for_people().filter(raised_at__gte=since, raised_at__lt=until)
    return list(found.order_by("raised_at"))


def levels(found: Sequence[Flag]) -> list[Level]:
    """Against the targets as they are now; what waits for a shift is not late yet."""
    hours = targets.hours_for(found)
    return [
        _level(code, [flag for flag in found if flag.level == code], hours)
        for code in targets.LEVELS
    ]


def _level(code: str, found: Sequence[Flag], hours: targets.Hours) -> Level:
    waits = [_seconds(f.raised_at, f.first_seen_at) for f in found if f.first_seen_at]
    decided = [_seconds(f.raised_at, f.resolved_at) for f in found if f.resolved_at]
    now = timezone.now()
    due = [(f, hours.due_at(f)) for f in found]
    # Judged once it was looked at or is late.
    judged = [
        (f.first_seen_at, at) for f, at in due if at and (f.first_seen_at or at < now)
    ]
    good = sum(1 for seen, at in judged if seen and seen <= at)
    return Level(
        code=code,
        flags=len(found),
        not_looked=len(found) - len(waits),
        in_time=Share(good, len(judged)),
        looked=median(waits),
        slowest=max(waits, default=None),
        decided=median(decided),
    )


def _seconds(first: datetime, then: datetime | None) -> float:
    assert then is not None
    return max(0.0, (then - first).total_seconds())


def slowest(found: Sequence[Flag]) -> list[tuple[Flag, str]]:
    """The flags that waited longest for a first look, in words; each can be opened."""
    now = timezone.now()
    waits = [(_seconds(f.raised_at, f.first_seen_at or now), f) for f in found]
    longest = sorted(waits, key=lambda wait: -wait[0])[:SLOWEST]
    return [(flag, _lasting(wait)) for wait, flag in longest]


# --- Decisions, appeals, agreement


def outcomes(since: datetime, until: datetime) -> dict[str, int]:
    """By label, the least restrictive first."""
    made = Decision.objects.filter(at__gte=since, at__lt=until)
    counts = Counter(made.values_list("outcome", flat=True))
    return {o.label: counts[o.value] for o in Outcome if counts[o.value]}


def appeals(since: datetime, until: datetime) -> dict[str, int]:
    made = Appeal.objects.filter(at__gte=since, at__lt=until)
    counts = Counter(made.values_list("result", flat=True))
    return {result.label: counts[result.value] for result in Appeal.Result}


def erased(since: datetime, until: datetime) -> int:
    done = AuditEntry.objects.filter(kind=ERASED, at__gte=since, at__lt=until)
    return sum(len(facts["entries"]) for facts in done.values_list("facts", flat=True))


def looks(since: datetime, until: datetime) -> list[ThreadView]:
    """Into private threads: for somebody other than who looked to read through."""
    made = ThreadView.objects.filter(at__gte=since, at__lt=until)
    return list(made.select_related("by").order_by("-at")[:MOST_LOOKS])


# --- Rules


@dataclass(frozen=True)
class Rule:
    """How often what a rule found was a concern."""

    name: str
    share: Share

    @property
    def is_poor(self) -> bool:
        return self.share.of >= ENOUGH_OF_A_RULE and self.share.is_under(POOR)


def rules(found: Sequence[Flag]) -> list[Rule]:
    """Only decided flags tell; one that several rules found counts for each."""
    done = [flag for flag in found if flag.state == Flag.State.RESOLVED]
    concerns = set(
        Decision.objects.filter(flag__in=done)
        .exclude(outcome=Outcome.NO_CONCERN)
        .values_list("flag", flat=True)
    )
    right, seen = Counter[str](), Counter[str]()
    for flag in done:
        for rule in {finding["rule"] for finding in flag.findings}:
            seen[rule] += 1
            right[rule] += flag.pk in concerns
    return [Rule(rule, Share(right[rule], n)) for rule, n in seen.most_common()]


# --- Plots


def by_week(found: Sequence[Flag], since: datetime, until: datetime) -> list[Column]:
    columns, monday = [], workload.last_monday(since)
    while monday < until:
        end = monday + timedelta(days=7)
        of_week = Counter(f.level for f in found if monday <= f.raised_at < end)
        pieces = [(level, of_week[level]) for level in reversed(targets.LEVELS)]
        columns.append(Column(f"{monday:%-d %b}", pieces))
        monday = end
    return columns


def plot_of(columns: Sequence[Column]) -> Plot:
    return stacked(columns)


def in_time_columns(found: Sequence[Level]) -> list[Column]:
    """Every level, also where none was looked at in time, or there was none."""
    return [
        Column(
            level.words.partition(":")[0],
            [(level.code, level.in_time.percent if level.in_time.of else 0)],
            empty="0%" if level.in_time.of else "None yet",
        )
        for level in found
    ]


def everything(since: datetime, until: datetime) -> dict[str, Any]:
    """All that the page shows."""
    found = raised(since, until)
    of_levels, weeks = levels(found), by_week(found, since, until)
    monday = min(workload.last_monday(timezone.now()), until)
    return {
        "levels": of_levels,
        "slowest": slowest(found),
        "weeks": weeks,
        "weeks_plot": plot_of(weeks),
        "in_time": any(level.in_time.of for level in of_levels),
        "in_time_plot": stacked(in_time_columns(of_levels), most=100),
        "outcomes": outcomes(since, until),
        "appeals": appeals(since, until),
        "looks": looks(since, until),
        "agreement": second_reading.agreement_since(since, until),
        "workload": workload.by_moderator(since, monday),
        "workload_until": monday,
        "rules": rules(found),
        "erased": erased(since, until),
    }
