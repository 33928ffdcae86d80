"""Matching a large programme, and the best whole beside simpler ways."""

import random
import time

from bench import matching
from bench.figures import Figure
from bench.house import House
from mentoring.matching import best_whole

ROW = "matching 2,000 mentees with 500 mentors"


def measure(house: House) -> None:
    dice = random.Random(matching.SEED)
    mentees, mentors = matching.programme(2_000, 500, dice)
    began = time.perf_counter()
    whole = best_whole(mentees, mentors)
    house.keep(Figure(ROW, "best whole", time.perf_counter() - began, "s"))
    stepwise = matching.greedy(mentees, mentors)
    gain = matching.total(whole) / matching.total(stepwise)
    house.keep(Figure(ROW, "fit, beside the longest wait first", gain, "×"))
    house.tell(matching.small_cases(20 if house.is_quick else 300))
