"""Suggestions for one mentee, and the best whole for everyone who waits.

Nothing here knows a model. Points never leave the coordinator's page; they only put
suggestions in an order.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from mentoring import fit
from mentoring.sides import Mentee, Mentor

# Where wholes are worth the same, so small a part of a point decides between them.
TIE = 1e-5


@dataclass(frozen=True)
class Suggestion:
    """One mentor for one mentee, and what speaks for it."""

    mentee: Mentee
    mentor: Mentor
    points: float


@dataclass(frozen=True)
class Reasons:
    """What a coordinator reads side by side: shared, and missing."""

    needs: list[str] = field(default_factory=list)
    needs_missing: list[str] = field(default_factory=list)
    experience: list[str] = field(default_factory=list)
    experience_missing: list[str] = field(default_factory=list)
    hours: frozenset[int] = frozenset()
    wishes: list[str] = field(default_factory=list)
    wishes_missing: list[str] = field(default_factory=list)


def may_meet(mentee: Mentee, mentor: Mentor) -> bool:
    """The hard rules; why not is nobody's to read, for a never-match would show."""
    return bool(fit.may_meet([mentee], [mentor])[0, 0])


def suggestions(
    mentee: Mentee, mentors: Iterable[Mentor], most: int = 10
) -> list[Suggestion]:
    """The best mentors for one person, the best fit first; ties by who came first."""
    ranked = sorted(mentors, key=lambda mentor: mentor.person)
    if not ranked:
        return []
    points, may = fit.points([mentee], ranked)[0], fit.may_meet([mentee], ranked)[0]
    found = [
        Suggestion(mentee, mentor, float(points[i]))
        for i, mentor in enumerate(ranked)
        if may[i]
    ]
    return sorted(found, key=lambda one: -one.points)[:most]


def best_whole(
    mentees: Iterable[Mentee], mentors: Iterable[Mentor]
) -> list[Suggestion]:
    """A mentor for as many as can have one, then for who waited longest and fits best.

    An optimal assignment with capacities (Crouse 2016, as in scipy): each mentor
    stands once for every place. The same people give the same answer in any order,
    and what is equal goes to whoever waited longest, then to whoever joined first.
    """
    # Loaded here: a server that matches nobody needs no solver.
    from scipy.optimize import linear_sum_assignment

    rows = sorted(mentees, key=lambda one: (-one.waited_days, one.person))
    columns = sorted(mentors, key=lambda one: one.person)
    if not rows or not columns:
        return []
    may, points = fit.may_meet(rows, columns), fit.points(rows, columns)
    worth = points + fit.waiting(rows)[:, None] + _for_ties(points)
    # One more pair is worth more than any rearrangement of the others.
    worth = np.where(may, worth + worth.max() * (len(rows) + 1) + 1, 0.0)
    places = [min(max(mentor.places, 0), len(rows)) for mentor in columns]
    seats = np.repeat(np.arange(len(columns)), places)
    taken, seat = linear_sum_assignment(worth[:, seats], maximize=True)
    return [
        Suggestion(rows[i], columns[j], float(points[i, j]))
        for i, j in zip(taken, seats[seat], strict=True)
        if may[i, j]
    ]


def _for_ties(points: fit.Floats) -> fit.Floats:
    """More for the upper rows, and most where they fit: who waited longest has the first
    choice. Waiting counts for six weeks in the worth; here it goes on."""
    rows = len(points)
    turns = np.arange(rows, 0, -1)[:, None] / rows
    tie: fit.Floats = TIE * turns * (1 + points / fit.PERFECT)
    return tie


def worth_of(one: Suggestion) -> float:
    """What the whole adds up: the fit, and a point for each day of waiting."""
    return one.points + float(fit.waiting([one.mentee])[0])


def reasons(mentee: Mentee, mentor: Mentor) -> Reasons:
    wishes = [
        (label, wanted == has)
        for label, wanted, has in (
            ("gender", mentee.gender, mentor.gender),
            ("age", mentee.age_band, mentor.age_band),
        )
        if wanted
    ]
    return Reasons(
        needs=sorted(mentee.needs & mentor.needs),
        needs_missing=sorted(mentee.needs - mentor.needs),
        experience=sorted(mentee.experience & mentor.experience),
        experience_missing=sorted(mentee.experience - mentor.experience),
        hours=mentee.hours & mentor.hours,
        wishes=[label for label, is_met in wishes if is_met],
        wishes_missing=[label for label, is_met in wishes if not is_met],
    )
