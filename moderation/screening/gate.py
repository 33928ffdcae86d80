"""Finds, of all phrases, the few that are worth trying on a message."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from moderation.screening.pattern import Choice, Known, Part, Sequence, Words
from moderation.screening.rulebook import Rule


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase, and sets of words of which it cannot do without one each."""

    order: int
    rule: Rule
    phrase: Part
    needs: tuple[frozenset[str], ...]


class Needs:
    """Finds, for a phrase, the words it cannot match without."""

    def __init__(self, weights: Mapping[str, int]) -> None:
        self.weights = weights
        self._found: dict[int, tuple[frozenset[str], ...]] = {}

    def weight(self, words: frozenset[str]) -> int:
        """How often one of these words stands in everyday talk, roughly."""
        return sum(self.weights.get(word, 1) for word in words)

    def of(self, part: Part) -> tuple[frozenset[str], ...]:
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


class Gate:
    def __init__(self, rules: Iterable[Rule], weights: Mapping[str, int]) -> None:
        needs = Needs(weights)
        opened: dict[str, list[Entry]] = defaultdict(list)
        phrases = ((rule, phrase) for rule in rules for phrase in rule.phrases)
        for order, (rule, phrase) in enumerate(phrases):
            rarest, *others = needs.of(phrase)
            entry = Entry(order, rule, phrase, tuple(others))
            for word in rarest:
                opened[word].append(entry)
        self._opened = {word: tuple(entries) for word, entries in opened.items()}

    def entries(self, words: Iterable[str]) -> list[Entry]:
        """The phrases that may stand among these words, in the order of the rules."""
        said = frozenset(words)
        known: Known = {}
        found = {
            entry.order: entry
            for entry in self._open_to(said)
            if entry.phrase.may_stand(said, known)
        }
        return [found[order] for order in sorted(found)]

    def _open_to(self, words: frozenset[str]) -> Iterator[Entry]:
        for word in self._opened.keys() & words:
            for entry in self._opened[word]:
                for need in entry.needs:
                    if need.isdisjoint(words):
                        break
                else:
                    yield entry
