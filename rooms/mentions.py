"""Calling somebody by name: where a text does it, and how it is shown. Pure."""

import re
from collections.abc import Iterable, Sequence

# More names than this in one message call nobody: that is a crowd, not a call.
MOST = 5
MOST_WORDS = 4
LONGEST = 40

# An address for e-mail calls nobody.
CALL = re.compile(rf"(?<![\w@.])@(?=\w)([^\n@]{{1,{LONGEST}}})")
WORD_ENDS = re.compile(r"\w(?!\w)")

Mentions = Sequence[Sequence[int | str]]  # [[person id, the name as written], …]


def calls(text: str) -> list[list[str]]:
    """For each call the names it may mean, the longest first; an alias may have blanks."""
    if "@" not in text:
        return []
    return [_names(after) for after in CALL.findall(text)]


def _names(after: str) -> list[str]:
    ends = [end.end() for end in WORD_ENDS.finditer(after)][:MOST_WORDS]
    return [after[:end] for end in reversed(ends)]


def parts(text: str, mentions: Mentions, reader: int) -> list[tuple[str, str]]:
    """The text in pieces, each with the class of its mark; js/models/mentions.js alike."""
    if not mentions:
        return [(text, "")]
    classes = {f"@{name}": _class(person, reader) for person, name in mentions}
    pieces = re.split(f"({_any_of(classes)})", text)
    return [(piece, classes.get(piece, "")) for piece in pieces if piece]


def _class(person: int | str, reader: int) -> str:
    return "mention mention--me" if person == reader else "mention"


def _any_of(names: Iterable[str]) -> str:
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(rf"{re.escape(name)}(?!\w)" for name in longest_first)
