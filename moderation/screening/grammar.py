"""Reads a phrase as people write it in a rule file and builds its pattern.

word         that word            word~        every form of that verb
<name>       any of a word list   ( a | b c )  one of these
part?        may be missing       ..3          up to three other words
^            a sentence's start   $            a sentence's end
"""

import re
from collections.abc import Callable, Mapping

from moderation.screening.pattern import Choice, Edge, Gap, Maybe, Part, Sequence, Words

APART = 8
TOKEN = re.compile(r"\s*(?:(\.\.\d)|<([a-z_]+)>|([a-z0-9]+~?)|([()|?^$&]))")
VOWELS = "aeiou"


class GrammarError(ValueError):
    """A phrase that cannot be read; the message says why."""


def verb_forms(verb: str, irregular: Mapping[str, str]) -> frozenset[str]:
    if verb in irregular:
        return frozenset([verb, *irregular[verb].split()])
    if verb.endswith("e"):
        stem = verb[:-1]
        return frozenset({verb, verb + "s", verb + "d", stem + "ing"})
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return frozenset({verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"})
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    short = len(verb) < 5 and verb[-1] not in VOWELS + "wxy" and verb[-2:-1] in VOWELS
    doubled = verb + verb[-1] if short and verb[-3:-2] not in tuple(VOWELS) else verb
    return frozenset({verb, third, doubled + "ed", doubled + "ing"})


class Phrase:
    """One phrase being read, from left to right."""

    def __init__(
        self,
        text: str,
        find_list: Callable[[str], Part],
        irregular: Mapping[str, str],
    ) -> None:
        self.find_list = find_list
        self.irregular = irregular
        self.tokens = self._split(text)
        self.next = 0

    def _split(self, text: str) -> list[tuple[str, str]]:
        tokens, place, text = [], 0, text.rstrip()
        while place < len(text):
            match = TOKEN.match(text, place)
            if not match:
                raise GrammarError(f"cannot read {text[place:].strip()!r}")
            kind = ("gap", "list", "word", "sign")[(match.lastindex or 1) - 1]
            tokens.append((kind, match[match.lastindex or 1]))
            place = match.end()
        return tokens

    def read(self) -> Part:
        part = self._ways()
        if self.next < len(self.tokens):
            raise GrammarError(f"did not expect {self.tokens[self.next][1]!r}")
        return part

    def _peek(self) -> str:
        return self.tokens[self.next][1] if self.next < len(self.tokens) else ""

    def _ways(self) -> Part:
        ways = [self._both()]
        while self._peek() == "|":
            self.next += 1
            ways.append(self._both())
        return choice(ways)

    def _both(self) -> Part:
        part = self._sequence()
        while self._peek() == "&":
            self.next += 1
            other = self._sequence()
            part = Choice(
                [
                    Sequence([part, Gap(APART), other]),
                    Sequence([other, Gap(APART), part]),
                ]
            )
        return part

    def _sequence(self) -> Part:
        parts: list[Part] = []
        while self._peek() not in ("", "|", ")", "&"):
            parts.append(self._part())
        if not parts:
            raise GrammarError("a part is empty")
        return parts[0] if len(parts) == 1 else Sequence(parts)

    def _part(self) -> Part:
        kind, value = self.tokens[self.next]
        self.next += 1
        part = self._group() if value == "(" else self._single(kind, value)
        if self._peek() == "?":
            self.next += 1
            return Maybe(part)
        return part

    def _group(self) -> Part:
        part = self._ways()
        if self._peek() != ")":
            raise GrammarError("a bracket is not closed")
        self.next += 1
        return part

    def _single(self, kind: str, value: str) -> Part:
        if kind == "gap":
            return Gap(int(value[2:]))
        if kind == "list":
            return self.find_list(value)
        if value in "^$":
            return Edge()
        if kind == "sign":
            raise GrammarError(f"did not expect {value!r}")
        if value.endswith("~"):
            return Words(verb_forms(value[:-1], self.irregular))
        return Words(frozenset([value]))


def choice(ways: list[Part]) -> Part:
    """One part for several ways; single words become one set, which is faster."""
    words = frozenset[str]()
    others: list[Part] = []
    for way in ways:
        if isinstance(way, Words):
            words |= way.words
        elif isinstance(way, Choice):
            others += way.ways
        else:
            others.append(way)
    if words:
        others.insert(0, Words(words))
    return others[0] if len(others) == 1 else Choice(others)
