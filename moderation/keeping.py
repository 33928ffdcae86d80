"""For how long somebody may keep a flag for later."""

from moderation.models import Flag

HOURS = {1: "1 hour", 4: "4 hours", 12: "12 hours", 24: "1 day", 72: "3 days"}
# A red is looked at again within half a day.
MOST_RED = 12


def hours_for(flag: Flag) -> dict[int, str]:
    most = MOST_RED if flag.level == Flag.Level.RED else max(HOURS)
    return {number: words for number, words in HOURS.items() if number <= most}
