"""Matching measured: time for a large programme, and the whole against simpler ways.

`python -m bench.matching` prints a table; the people are made up, from a printed seed.
"""

import random
import time
from itertools import permutations

from mentoring import matching
from mentoring.matching import Suggestion
from mentoring.sides import Mentee, Mentor

SEED = 11
TOPICS = [f"topic {n}" for n in range(24)]
LIVED = [f"lived {n}" for n in range(16)]
TONGUES = ["en"] * 18 + ["cy", "pl"]


def main() -> None:
    print(f"seed {SEED}")
    mentees, mentors = programme(2_000, 500, random.Random(SEED))
    began = time.perf_counter()
    whole = matching.best_whole(mentees, mentors)
    seconds = time.perf_counter() - began
    stepwise = greedy(mentees, mentors)
    print("| 2,000 mentees, 500 mentors | pairs | fit and waiting together | seconds |")
    print("|---|---|---|---|")
    print(f"| best whole | {len(whole)} | {total(whole):,.0f} | {seconds:.2f} |")
    print(
        f"| greedy, longest wait first | {len(stepwise)} | {total(stepwise):,.0f} | |"
    )
    print(small_cases(300))


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


def small_cases(cases: int) -> str:
    dice = random.Random(SEED)
    same = 0
    for _ in range(cases):
        mentees, mentors = programme(dice.randint(1, 3), dice.randint(1, 3), dice)
        mentors = [_with_places(one, dice.randint(0, 2)) for one in mentors]
        best = exhaustive(mentees, mentors)
        whole = matching.best_whole(mentees, mentors)
        is_same = abs(total(best) - total(whole)) < 1e-6
        same += len(best) == len(whole) and is_same
    return f"Small cases as good as exhaustive search: {same} of {cases}."


def _with_places(mentor: Mentor, places: int) -> Mentor:
    return Mentor(**{**mentor.__dict__, "places": places})


def total(whole: list[Suggestion]) -> float:
    return sum(map(matching.worth_of, whole))


if __name__ == "__main__":
    main()
