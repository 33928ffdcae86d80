"""Words that stay between somebody and a page: read by a program only to show help."""

from moderation.models import Severity
from moderation.receivers import screen_bodies

HARD = {Severity.RED, Severity.AMBER}


def sounds_hard(words: str) -> bool:
    """Nothing of what is found is kept; where screening fails, help is shown."""
    if not words.strip():
        return False
    reading = screen_bodies([words])[0]
    return reading is None or reading.severity in HARD
