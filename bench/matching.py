"""What matching is held against: people made up from a seed, and simpler ways to match them."""

import random
from collections import Counter
from dataclasses import replace
from itertools import permutations

import numpy as np

from mentoring import fit, matching
from mentoring.matching import Suggestion
from mentoring.sides import Mentee, Mentor

SEED = 11
TOPICS = [f"topic {n}" for n in range(24)]
LIVED = [f"lived {n}" for n in range(16)]
TONGUES = ["en"] * 18 + ["cy", "pl"]


def programme(
    mentees: int, mentors: int, dice: random.Random
) -> tuple[list[Mentee], list[Mentor]]:
    """People with wishes, hours and a few things that must not meet."""
    return (
        [_mentee(n, dice) for n in range(mentees)],
        [_mentor(mentees + n, dice) for n in range(mentors)],
    )


def _mentee(person: int, dice: random.Random) -> Mentee:
    return Mentee(
        person,
        needs=_some(TOPICS, 3, dice),
        experience=_some(LIVED, 2, dice),
        languages=_some(TONGUES, 1, dice),
        gender=dice.choice(["", "", "woman", "man"]),
        hours=_evenings(dice),
        waited_days=dice.uniform(0, 60),
        never=_some([f"town {n}" for n in range(60)], 1, dice),
        is_known_by=_some([f"town {n}" for n in range(60)], 1, dice),
    )


def _mentor(person: int, dice: random.Random) -> Mentor:
    return Mentor(
        person,
        needs=_some(TOPICS, 6, dice),
        experience=_some(LIVED, 4, dice),
        languages=_some(TONGUES, 2, dice),
        gender=dice.choice(["woman", "man"]),
        hours=_evenings(dice),
        places=dice.randint(0, 6),
        is_known_by=_some([f"town {n}" for n in range(60)], 1, dice),
        is_ready=dice.random() > 0.05,
    )


def _some(of: list[str], most: int, dice: random.Random) -> frozenset[str]:
    return frozenset(dice.sample(of, most))


def _evenings(dice: random.Random) -> frozenset[int]:
    evenings = dice.sample(range(7), 3)
    return frozenset(day * 48 + half for day in evenings for half in range(36, 42))


def greedy(mentees: list[Mentee], mentors: list[Mentor]) -> list[Suggestion]:
    """Each in turn, the longest wait first, takes the best that is left."""
    places = {one.person: one.places for one in mentors}
    found = []
    for mentee in sorted(mentees, key=lambda one: (-one.waited_days, one.person)):
        free = [one for one in mentors if places[one.person] > 0]
        best = matching.suggestions(mentee, free, most=1)
        for one in best:
            places[one.mentor.person] -= 1
            found.append(one)
    return found


def exhaustive(mentees: list[Mentee], mentors: list[Mentor]) -> list[Suggestion]:
    """Every way to seat everyone; only for a handful of people."""
    seats: list[Mentor | None] = [one for one in mentors for _ in range(one.places)]
    seats += [None] * len(mentees)
    wholes = (
        [
            found
            for mentee, mentor in zip(mentees, chosen, strict=True)
            if mentor
            for found in matching.suggestions(mentee, [mentor])
        ]
        for chosen in permutations(seats, len(mentees))
    )
    return max(wholes, key=lambda whole: (len(whole), total(whole)))


def most_pairs(mentees: list[Mentee], mentors: list[Mentor]) -> int:
    """How many could have a mentor at most, by another algorithm (Hopcroft and Karp)."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import maximum_bipartite_matching

    may = fit.may_meet(mentees, mentors)
    seats = csr_matrix(np.repeat(may, [one.places for one in mentors], axis=1))
    return int((maximum_bipartite_matching(seats, perm_type="column") >= 0).sum())


def left_out(
    whole: list[Suggestion], mentees: list[Mentee], mentors: list[Mentor]
) -> int:
    """Who has no mentor, though one whom they may meet still has a place."""
    taken = Counter(pair.mentor.person for pair in whole)
    free = [one for one in mentors if taken[one.person] < one.places]
    served = {pair.mentee.person for pair in whole}
    waiting = [one for one in mentees if one.person not in served]
    if not waiting or not free:
        return 0
    return int(fit.may_meet(waiting, free).any(axis=1).sum())


# --- Ties


def tied(mentees: int, mentors: int) -> tuple[list[Mentee], list[Mentor]]:
    """People between whom only the days of waiting choose, and those come in pairs."""
    return (
        [Mentee(n, waited_days=40.0 + n // 2) for n in range(mentees)],
        [Mentor(mentees + n, places=2) for n in range(mentors)],
    )


def unstable(
    mentees: list[Mentee], mentors: list[Mentor], shuffles: int, dice: random.Random
) -> int:
    """Pairs that are others when the same people come in another order."""
    first = set(matching.best_whole(mentees, mentors))
    changed = 0
    for _ in range(shuffles):
        people = dice.sample(mentees, len(mentees)), dice.sample(mentors, len(mentors))
        changed += len(first - set(matching.best_whole(*people)))
    return changed


def out_of_turn(whole: list[Suggestion], mentees: list[Mentee]) -> int:
    """Of tied people, who has a mentor though somebody before them has none."""
    turns = sorted(mentees, key=lambda one: (-one.waited_days, one.person))
    return len({pair.mentee for pair in whole} - set(turns[: len(whole)]))


# --- Small cases


def as_good_as_exhaustive(cases: int) -> int:
    """In how many small cases no whole is better, of all that there are."""
    dice = random.Random(SEED)
    same = 0
    for _ in range(cases):
        mentees, mentors = programme(dice.randint(1, 3), dice.randint(1, 3), dice)
        mentors = [replace(one, places=dice.randint(0, 2)) for one in mentors]
        best = exhaustive(mentees, mentors)
        whole = matching.best_whole(mentees, mentors)
        is_same = abs(total(best) - total(whole)) < 1e-6
        same += len(best) == len(whole) and is_same
    return same


def total(whole: list[Suggestion]) -> float:
    return sum(map(matching.worth_of, whole))
