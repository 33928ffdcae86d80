"""Matching a large programme: how long, how well, and how even-handed."""

import random
import time

from bench import matching
from bench.figures import Figure
from bench.house import House
from mentoring.matching import best_whole

ROW = "matching 2,000 mentees with 500 mentors"
TIES = "matching 200 mentees alike with 50 mentors"
SMALL = "matching a handful of people"
MOST_S = 10.0


def measure(house: House) -> None:
    measure_large(house)
    measure_ties(house)
    cases = 20 if house.is_quick else 300
    same = matching.as_good_as_exhaustive(cases)
    unit = f"of {cases} cases"
    house.keep(Figure(SMALL, "as good as every way tried", same, unit, least=cases))


def measure_large(house: House) -> None:
    dice = random.Random(matching.SEED)
    mentees, mentors = matching.programme(2_000, 500, dice)
    began = time.perf_counter()
    whole = best_whole(mentees, mentors)
    took = time.perf_counter() - began
    house.keep(Figure(ROW, "best whole", took, "s", most=MOST_S))
    stepwise = matching.greedy(mentees, mentors)
    gain = matching.total(whole) / matching.total(stepwise)
    house.keep(Figure(ROW, "fit, beside the longest wait first", gain, "×"))
    missing = matching.most_pairs(mentees, mentors) - len(whole)
    house.keep(Figure(ROW, "pairs fewer than any way could make", missing, most=0))
    left = matching.left_out(whole, mentees, mentors)
    house.keep(Figure(ROW, "left out beside a free place", left, most=0))
    changed = matching.unstable(mentees, mentors, 1, dice)
    house.keep(Figure(ROW, "pairs that change with the order", changed, most=0))


def measure_ties(house: House) -> None:
    mentees, mentors = matching.tied(200, 50)
    dice = random.Random(matching.SEED)
    changed = matching.unstable(mentees, mentors, 20, dice)
    house.keep(Figure(TIES, "pairs that change with the order", changed, most=0))
    wrong = matching.out_of_turn(best_whole(mentees, mentors), mentees)
    house.keep(Figure(TIES, "out of turn, by days of waiting", wrong, most=0))
