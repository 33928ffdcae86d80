"""E14: the checker itself, on histories with planted faults and on clean ones."""

import random

from prove import checker, planting
from prove.results import Result

EACH = 20
CLEAN = 100


async def planted(result: Result) -> None:
    caught = 0
    for fault, plant in planting.PLANTED.items():
        for seed in range(EACH):
            history = planting.clean(result.seed + seed)
            plant(history, random.Random(result.seed + seed))
            caught += bool(checker.check(history)[fault])
    alarms = sum(
        bool(list(checker.faults(planting.clean(result.seed + 1_000 + seed))))
        for seed in range(CLEAN)
    )
    result.exact("planted faults caught", caught, EACH * len(planting.PLANTED))
    result.exact(f"false alarms in {CLEAN} clean histories", alarms, 0)
