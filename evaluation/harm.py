"""Whether a measure asks about self-harm: then somebody must read the answers, soon."""

import re

from evaluation.definitions import Definition
from moderation.screening import default_screener

# How questionnaires put it; screening knows how people do.
ASKED = re.compile(
    r"\b(?:better off dead|suicid\w*|self[- ]?harm\w*|(?:hurt|harm|kill|cut)\w*"
    r" (?:your|my)self|(?:end|take|taking|ending) (?:your|my)(?: own)? life)\b",
    re.IGNORECASE,
)
GRAVE = frozenset({"suicide", "self_harm"})


def asks_of_harm(measure: Definition) -> str:
    """The words of the first such question; "" where there is none."""
    return next((one.words for one in measure.items if _is_grave(one.words)), "")


def _is_grave(words: str) -> bool:
    found = default_screener().screen(words).findings
    return bool(ASKED.search(words)) or any(one.concern in GRAVE for one in found)
