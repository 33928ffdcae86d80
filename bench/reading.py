"""Screens what people say, and the worst that somebody could fill a message with."""

import time
from typing import Any

from django.conf import settings

from bench import words
from bench.figures import median
from moderation import in_force
from moderation.screening import RULES
from moderation.screening.glued import LONGEST
from moderation.screening.measure import measure as read
from moderation.screening.rules import read_rules

ROUNDS = 4
UNITS = {
    "one letter": "a",
    "a wish to die": "I want to die. ",
    "words of rules without an end": "want to kill myself my pills the knife he hits ",
    "spaced letters": "k i l l ",
    "stars in words": "s*u*i*c*i*d*e ",
    "other alphabets": "ѕuісіdе кіll ",
    "wide letters": "ｋｉｌｌ　ｍｙｓｅｌｆ ",
    "marks over letters": "d\u0301\u0302\u0303i\u0301e\u0302 ",
    "nothing to see": "\u200b\u2060x",
    "digits": "4n0r3x14 5u1c1d3 ",
    "not": "not never ",
    "open brackets": "((((",
    "new lines": "die\n",
    "stretched": "diiiiiiiieeeeee ",
    "many sentences": "No. He. She. Cut. ",
    "emoji": "🔪💊😭",
    "everyday words": "Thank you for asking, the walk did help a little in the end. ",
}


def measure() -> dict[str, Any]:
    """Processor time, so that neighbours on a busy machine do not count."""
    screener = in_force.screener()
    # Each message once with a number of its own, so that none is remembered whole.
    said = [f"#{n:08x} {b}" for n in range(ROUNDS) for b in words.bodies()]
    read(screener, [("warm", body) for body in said[:50]])
    found = read(screener, [("said", body) for body in said])
    units = UNITS | {"common words": " ".join(sorted(read_rules(RULES).common[:800]))}
    units["common words, run together"] = _glued(units["common words"])
    long = {name: _long(screener, unit) for name, unit in units.items()}
    worst = max(long, key=lambda name: long[name])
    return {
        "mean_us": found.mean,
        "p99_us": found.quantile(0.99),
        "long_ms": long[worst],
        "worst": worst,
        "tried": len(long),
    }


def _glued(words: str) -> str:
    """In pieces of as many letters as are still read apart."""
    letters = words.replace(" ", "")
    return " ".join(letters[n : n + LONGEST] for n in range(0, len(letters), LONGEST))


def _long(screener: Any, unit: str) -> float:
    text = (unit * settings.MAX_BODY)[: settings.MAX_BODY]
    return median(_ms(screener, text) for _ in range(5))


def _ms(screener: Any, text: str) -> float:
    began = time.thread_time()
    screener.screen(text)
    return 1_000 * (time.thread_time() - began)
