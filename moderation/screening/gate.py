"""Finds, of all phrases, the few that are worth trying on a message."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from moderation.screening.pattern import Choice, Part, Sequence, Words
from moderation.screening.rulebook import Context, Rule

# Of a long text, so many words are looked at together, and as many more as overlap.
STRIDE = 64
Sets = tuple[frozenset[str], ...]


class Entry(NamedTuple):
    rule: Rule
    phrase: Part


class Needs:
    """Finds, for a phrase, the words it cannot match without."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        self.weights = weights
        self._found: dict[int, Sets] = {}

    def weight(self, words: frozenset[str]) -> int:
        """How often one of these words stands in everyday talk, roughly."""
        return sum(self.weights.get(word, 1) for word in words)

    def of(self, part: Part) -> Sets:
        if id(part) not in self._found:
            self._found[id(part)] = tuple(sorted(self._find(part), key=self.weight))
        return self._found[id(part)]

    def _find(self, part: Part) -> Iterable[frozenset[str]]:
        if isinstance(part, Words):
            return [part.words]
        if isinstance(part, Sequence):
            return [words for inner in part.parts for words in self.of(inner)]
        if isinstance(part, Choice):
            ways = [self.of(way) for way in part.ways]
            if shared := [words for words in ways[0] if all(words in w for w in ways)]:
                return shared  # "a & b" needs both, in whichever order.
            if all(ways):
                return [frozenset[str]().union(*(needs[0] for needs in ways))]
        return []


class Sieve:
    """Of many parts, those for which a text has the words, in whatever order.

    Of each word it is known which parts' rarest need it fills, which parts' next, and
    so on, as the bits of one number: `size` of them for each.
    """

    def __init__(self, parts: Iterable[Part], needs: Needs) -> None:
        found = [needs.of(part) for part in parts]
        self._size = len(found)
        self._depth = max(map(len, found), default=0)
        filled: dict[str, int] = defaultdict(int)
        self._unneeded = 0
        for number, sets in enumerate(found):
            for place in range(self._depth):
                bit = 1 << place * self._size + number
                for word in sets[place] if place < len(sets) else ():
                    filled[word] |= bit
                if place >= len(sets):
                    self._unneeded |= bit
        self._filled = dict(filled)

    def passing(self, words: frozenset[str]) -> Iterator[int]:
        filled = self._unneeded
        for word in self._filled.keys() & words:
            filled |= self._filled[word]
        passing = (1 << self._size) - 1
        for _ in range(self._depth):
            passing &= filled
            filled >>= self._size
        while passing:
            yield (passing & -passing).bit_length() - 1
            passing &= passing - 1


class Ways:
    """The ways of one part, of which a text must have the words for one."""

    def __init__(self, part: Part, needs: Needs) -> None:
        opened: dict[str, list[Sets]] = defaultdict(list)
        found = [needs.of(way) for way in _ways(part)]
        for rarest, *others in filter(None, found):
            for word in rarest:
                opened[word].append(tuple(others))
        self._opened = dict(opened)
        self._openers = frozenset(opened)
        # Of a way that can do without any word, nothing can be said.
        self._always = not all(found)

    def may_stand(self, words: frozenset[str]) -> bool:
        if self._always:
            return True
        for word in self._openers & words:
            for others in self._opened[word]:
                for need in others:
                    if need.isdisjoint(words):
                        break
                else:
                    return True
        return False


class Gate:
    """Lets a phrase pass if a text has words for it, and for one way of each choice."""

    def __init__(self, rules: Iterable[Rule], weights: Mapping[str, int]) -> None:
        needs = Needs(weights)
        self._entries = [
            Entry(rule, phrase) for rule in rules for phrase in rule.phrases
        ]
        self._longest = max((entry.phrase.most for entry in self._entries), default=0)
        self._sieve = Sieve((entry.phrase for entry in self._entries), needs)
        ways: dict[int, Ways] = {}
        for choice in (each for e in self._entries for each in _choices(e.phrase)):
            if id(choice) not in ways:
                ways[id(choice)] = Ways(choice, needs)
        self._choices = [
            tuple(ways[id(choice)] for choice in _choices(entry.phrase))
            for entry in self._entries
        ]

    def entries(self, words: list[str]) -> list[Entry]:
        """The phrases that may stand among these words, in the order of the rules."""
        found = set[int]()
        for stretch in _stretches(words, self._longest):
            for number in self._sieve.passing(stretch):
                if number not in found and self._has_ways(number, stretch):
                    found.add(number)
        return [self._entries[number] for number in sorted(found)]

    def _has_ways(self, number: int, words: frozenset[str]) -> bool:
        return all(choice.may_stand(words) for choice in self._choices[number])


class ContextGate:
    """Lets a context pass if a text has words for one of its sides."""

    def __init__(self, contexts: Iterable[Context], weights: Mapping[str, int]) -> None:
        self._contexts = list(contexts)
        sides = [
            (number, way)
            for number, context in enumerate(self._contexts)
            for side in (context.before, context.after, context.near)
            if side
            for way in _ways(side)
        ]
        self._owners = [number for number, _ in sides]
        self._sieve = Sieve((way for _, way in sides), Needs(weights))

    def passing(self, words: frozenset[str]) -> list[Context]:
        """In their own order."""
        numbers = sorted({self._owners[n] for n in self._sieve.passing(words)})
        return [self._contexts[number] for number in numbers]


def _stretches(words: list[str], overlap: int) -> Iterator[frozenset[str]]:
    """A long text in parts, for somewhere in it there are words for nearly everything;
    each phrase, of so many words at most, is whole in one of them."""
    for start in range(0, max(1, len(words) - overlap), STRIDE):
        yield frozenset(words[start : start + STRIDE + overlap])


def _ways(part: Part) -> list[Part]:
    return part.ways if isinstance(part, Choice) else [part]


def _choices(phrase: Part) -> list[Choice]:
    """Lists are shared by many phrases: the same choice comes up again and again."""
    parts = phrase.parts if isinstance(phrase, Sequence) else [phrase]
    return [part for part in parts if isinstance(part, Choice)]
