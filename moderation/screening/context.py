"""Lets the words around a match raise, lower or move it; never drop it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from moderation.screening.pattern import Part, View
from moderation.screening.rulebook import Context
from moderation.screening.verdict import SEVERITIES

NEAR = 12


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's phrase found between two places, as heavy as its context makes it."""

    first: int
    last: int
    concern: str
    severity: str
    reasons: tuple[str, ...]
    steady: bool = False


def weigh(match: Match, contexts: Iterable[Context], view: View) -> Match:
    lowered = False
    for context in contexts:
        if lowered and context.by < 0:
            continue  # A laugh and an everyday cause together lower one level, not two.
        if match.concern in context.only and _holds(context, match, view):
            match = moved(match, context)
            lowered = lowered or context.by < 0
    return match


def moved(match: Match, context: Context) -> Match:
    severity = _severity(match.severity, context)
    if match.steady and SEVERITIES.index(severity) < SEVERITIES.index(match.severity):
        return match
    concern = context.concern or match.concern
    if severity == match.severity and concern == match.concern:
        return match
    return replace(
        match,
        concern=concern,
        severity=severity,
        reasons=(*match.reasons, context.reason),
    )


def _severity(severity: str, context: Context) -> str:
    level = SEVERITIES.index(severity)
    if context.to:
        return SEVERITIES[min(level, SEVERITIES.index(context.to))]
    return SEVERITIES[max(1, min(level + context.by, len(SEVERITIES) - 1))]


def _holds(context: Context, match: Match, view: View) -> bool:
    if SEVERITIES.index(match.severity) < SEVERITIES.index(context.least):
        return False
    if context.unless and _comes_before(context.unless, match, view):
        return False
    return bool(
        (context.before and _comes_before(context.before, match, view))
        or (context.after and _comes_after(context.after, match, view))
        or (context.near and _stands_near(context.near, match, view))
    )


def _comes_before(part: Part, match: Match, view: View) -> bool:
    if view.breaks >> match.first & 1:
        return False  # The match opens a sentence: what stands before is another one.
    low = max(0, match.first - part.most)
    window = ((1 << match.first) - 1) >> low << low
    return bool(part.reach(window, view) >> match.first & 1)


def _comes_after(part: Part, match: Match, view: View) -> bool:
    return part.reach(1 << match.last, view) != 0


def _stands_near(part: Part, match: Match, view: View) -> bool:
    low = max(0, match.first - NEAR)
    window = ((1 << (match.last + NEAR)) - 1) >> low << low
    return part.reach(window & view.everywhere, view) != 0
