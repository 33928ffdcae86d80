"""How well each mentor suits each mentee, as tables of points.

A table has a row for each mentee and a column for each mentor, so that a whole
programme is worked out at once.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from mentoring.sides import Mentee, Mentor
from mentoring.week import HALF_HOURS

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

# What a perfect fit is made of.
NEEDS, EXPERIENCE, HOURS, WISHES = 40.0, 30.0, 20.0, 10.0
PERFECT = NEEDS + EXPERIENCE + HOURS + WISHES
# Half-hours in common from which more add nothing.
ENOUGH_HOURS = 4
# A point for each day of waiting, up to six weeks, so that nobody waits for ever.
LONGEST_WAIT = 42.0


def may_meet(mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> Bools:
    ready = np.array([one.is_ready and one.places > 0 for one in mentors])
    talk = _shared(mentees, mentors, "languages", "languages") > 0
    shuns = _shared(mentees, mentors, "never", "is_known_by") > 0
    shunned = _shared(mentees, mentors, "is_known_by", "never") > 0
    asked = np.array(
        [
            [n.person in m.not_again or n.person == m.person for n in mentors]
            for m in mentees
        ]
    )
    may: Bools = ready[None, :] & talk & ~shuns & ~shunned & ~asked
    return may


def points(mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> Floats:
    met = _wishes_met(mentees, mentors)
    return (
        NEEDS * _share(mentees, mentors, "needs")
        + EXPERIENCE * _share(mentees, mentors, "experience")
        + HOURS * _hours(mentees, mentors)
        + WISHES * met
    )


def _share(mentees: Sequence[Mentee], mentors: Sequence[Mentor], name: str) -> Floats:
    """How much of what is wished for is there; who wishes for nothing is content."""
    wished = np.array([len(getattr(one, name)) for one in mentees], float)[:, None]
    shared = _shared(mentees, mentors, name, name)
    return np.where(wished > 0, shared / np.maximum(wished, 1), 1.0)


def _hours(mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> Floats:
    """Time in common; who named no hours writes when they can, which half suits."""
    these, those = [m.hours for m in mentees], [n.hours for n in mentors]
    shared = _hour_table(these) @ _hour_table(those).T
    named = np.outer([bool(m) for m in these], [bool(n) for n in those])
    return np.where(named, np.minimum(shared / ENOUGH_HOURS, 1.0), 0.5)


def _hour_table(people: Sequence[frozenset[int]]) -> Floats:
    table = np.zeros((len(people), HALF_HOURS))
    for row, hours in enumerate(people):
        table[row, list(hours)] = 1
    return table


def _wishes_met(mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> Floats:
    wished = np.zeros((len(mentees), len(mentors)))
    met = np.zeros_like(wished)
    for name in ("gender", "age_band"):
        wants = np.array([getattr(one, name) for one in mentees])[:, None]
        has = np.array([getattr(one, name) for one in mentors])[None, :]
        wished += wants != ""
        met += (wants != "") & (wants == has)
    return np.where(wished > 0, met / np.maximum(wished, 1), 1.0)


def waiting(mentees: Sequence[Mentee]) -> Floats:
    days = np.array([one.waited_days for one in mentees], float)
    return np.clip(days, 0.0, LONGEST_WAIT)


def _shared(
    mentees: Sequence[Mentee], mentors: Sequence[Mentor], of: str, to: str
) -> Floats:
    """How many of a mentee's things a mentor has too."""
    these = [getattr(one, of) for one in mentees]
    those = [getattr(one, to) for one in mentors]
    names = {name: i for i, name in enumerate(sorted(frozenset().union(*these)))}
    return _marks(these, names) @ _marks(those, names).T


def _marks(sets: Sequence[frozenset[Any]], names: dict[Any, int]) -> Floats:
    table = np.zeros((len(sets), len(names)))
    for row, things in enumerate(sets):
        table[row, [names[one] for one in things if one in names]] = 1
    return table
