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
    """Of many parts, those for which a text has the words, in whatever order."""

    def __init__(self, parts: Iterable[Part], needs: Needs) -> None:
        opened: dict[str, list[tuple[int, Sets]]] = defaultdict(list)
        # Of a part that can do without any word, nothing can be said.
        self._always: list[int] = []
        for number, part in enumerate(parts):
            match needs.of(part):
                case [rarest, *others]:
                    for word in rarest:
                        opened[word].append((number, tuple(others)))
                case _:
                    self._always.append(number)
        self._opened = {word: tuple(waiting) for word, waiting in opened.items()}

    def passing(self, words: frozenset[str]) -> Iterator[int]:
        yield from self._always
        for word in self._opened.keys() & words:
            for number, others in self._opened[word]:
                for need in others:
                    if need.isdisjoint(words):
                        break
                else:
                    yield number


class Gate:
    """Lets a phrase pass if a text has words for it, and for one way of each choice."""

    def __init__(self, rules: Iterable[Rule], weights: Mapping[str, int]) -> None:
        needs = Needs(weights)
        self._entries = [
            Entry(rule, phrase) for rule in rules for phrase in rule.phrases
        ]
        self._longest = max((entry.phrase.most for entry in self._entries), default=0)
        self._sieve = Sieve((entry.phrase for entry in self._entries), needs)
        sieves: dict[int, Sieve] = {}
        for choice in (each for e in self._entries for each in _choices(e.phrase)):
            if id(choice) not in sieves:
                sieves[id(choice)] = Sieve(choice.ways, needs)
        self._choices = [
            tuple(sieves[id(choice)] for choice in _choices(entry.phrase))
            for entry in self._entries
        ]

    def entries(self, words: list[str]) -> list[Entry]:
        """The phrases that may stand among these words, in the order of the rules."""
        found = set[int]()
        for stretch in _stretches(words, self._longest):
            known: dict[Sieve, bool] = {}
            for number in {*self._sieve.passing(stretch)} - found:
                if self._has_ways(number, stretch, known):
                    found.add(number)
        return [self._entries[number] for number in sorted(found)]

    def _has_ways(
        self, number: int, words: frozenset[str], known: dict[Sieve, bool]
    ) -> bool:
        for choice in self._choices[number]:
            if choice not in known:
                known[choice] = next(choice.passing(words), None) is not None
            if not known[choice]:
                return False
        return True


class ContextGate:
    """Lets a context pass if a text has words for one of its sides."""

    def __init__(self, contexts: Iterable[Context], weights: Mapping[str, int]) -> None:
        self._contexts = list(contexts)
        sides = [
            (number, way)
            for number, context in enumerate(self._contexts)
            for side in (context.before, context.after, context.near)
            if side
            for way in (side.ways if isinstance(side, Choice) else [side])
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


def _choices(phrase: Part) -> list[Choice]:
    """Lists are shared by many phrases: the same choice comes up again and again."""
    parts = phrase.parts if isinstance(phrase, Sequence) else [phrase]
    return [part for part in parts if isinstance(part, Choice)]
