"""How heavy a mentorship is to carry, by what was written lately; nothing is shown."""

from datetime import timedelta

LATELY = timedelta(days=14)
# An ordinary fortnight of a thread.
ORDINARY = 20
LIGHTEST, HEAVIEST = 0.5, 2.0


def weight(messages: int) -> float:
    """Half for a thread that rests, one for an ordinary fortnight, two at most."""
    return min(HEAVIEST, max(LIGHTEST, messages / ORDINARY))


def places(most: int, weights: list[float]) -> int:
    """For how many ordinary threads more there is room."""
    return max(0, int(most - sum(weights) + 1e-9))
