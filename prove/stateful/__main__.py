"""python -m prove.stateful SEED EXAMPLES: makes steps; answers how many, and what diverged."""

import json
import sys
import traceback

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from prove.stateful.machine import Community
from prove.stateful.talk import Talk

STEPS_AN_EXAMPLE = 50


def main() -> None:
    number, examples = map(int, sys.argv[1:])
    wanted = settings(
        max_examples=examples,
        stateful_step_count=STEPS_AN_EXAMPLE,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    diverged = ""
    try:
        run_state_machine_as_test(seed(number)(Community), settings=wanted)
    except Exception:
        diverged = traceback.format_exc()[-4_000:]
    told = {"steps": Talk.steps, "moved": Talk.moved, "diverged": diverged}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
