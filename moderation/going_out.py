"""Figures that leave the team: as a table, without what could point at somebody."""

from collections.abc import Iterator, Mapping
from typing import Any

from moderation.desk_report import Level
from moderation.statistics import FEW, without_few

HEAD = ("Measure", "Group", "Count", "Of", "Note")
Row = tuple[str, str, str, str, str]
SMALL = f"fewer than {FEW}, or left out to keep one secret"


def rows(report: Mapping[str, Any]) -> Iterator[Row]:
    """No person, no flag, no count small enough to point at one."""
    levels: list[Level] = report["levels"]
    yield from _counts("Flags raised", {one.words: one.flags for one in levels})
    yield from (_in_time(one) for one in levels)
    yield from (_median(one) for one in levels)
    yield from _counts("Decisions", report["outcomes"])
    yield from _counts("Appeals", report["appeals"])
    yield _agreement(report)
    yield ("Words erased", "all", *_told(report["erased"]))


def _counts(measure: str, counts: Mapping[str, int]) -> Iterator[Row]:
    for group, count in without_few(counts).items():
        told = ("", "", SMALL) if count is None else (str(count), "", "")
        yield (measure, group, *told)


def _in_time(level: Level) -> Row:
    share = level.in_time
    few = 0 < min(share.some, share.of - share.some) < FEW or 0 < share.of < FEW
    told = ("", "", SMALL) if few else (str(share.some), str(share.of), "")
    return ("Looked at in time", level.words, *told)


def _median(level: Level) -> Row:
    is_few = level.flags - level.not_looked < FEW
    told = "" if is_few or level.looked is None else str(round(level.looked / 60, 1))
    note = SMALL if is_few else "minutes"
    return ("Half looked at within", level.words, told, "", note)


def _agreement(report: Mapping[str, Any]) -> Row:
    found = report["agreement"]
    if found.pairs < FEW or found.kappa is None:
        return ("Agreement (kappa)", "double-read sample", "", "", "too few to say")
    between = f"between {found.low:.2f} and {found.high:.2f}"
    kappa, pairs = f"{found.kappa:.2f}", str(found.pairs)
    return ("Agreement (kappa)", "double-read sample", kappa, pairs, between)


def _told(count: int) -> tuple[str, str, str]:
    return ("", "", SMALL) if 0 < count < FEW else (str(count), "", "")
