"""Whether a measure asks about self-harm: then somebody must read the answers, soon."""

import re
from collections.abc import Iterator

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
    """The first such question, or answer to one; "" where there is none."""
    return next((words for words in _asked(measure) if _is_grave(words)), "")


def _asked(measure: Definition) -> Iterator[str]:
    """Questions, what can be answered, and both together, as one reads them; each once."""
    items = measure.items
    options = [(item, words) for item in items for _, words in item.options]
    yield from dict.fromkeys(item.words for item in items)
    yield from dict.fromkeys(words for _, words in options)
    yield from dict.fromkeys(f"{item.words} {words}" for item, words in options)


def _is_grave(words: str) -> bool:
    found = default_screener().screen(words).findings
    return bool(ASKED.search(words)) or any(one.concern in GRAVE for one in found)
