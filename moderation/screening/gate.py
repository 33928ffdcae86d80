"""Sends most messages on unread, and finds the few phrases worth trying on the rest."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from moderation.screening.pattern import Choice, Part, Sequence, Words
from moderation.screening.rulebook import Rule

# Signs or digits inside a word, lone letters in a row, and stretched words: such a
# message is always read, since an opener may be hiding in it.
DISGUISED = re.compile(
    r"[a-z][0-9@$*#|!+_.^%~-]+[a-z0-9]|[0-9@$*#|!+_^%~][a-z]"
    r"|\b[a-z0-9]\s+[a-z0-9]\s+[a-z0-9]\b|([a-z])\1\1|[a-z][*#]|[a-z]{10,}"
)

SPACED = {sign: " " for sign in range(128) if not chr(sign).isalnum()} | {ord("'"): ""}


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase, and sets of words of which it cannot do without one each."""

    rule: Rule
    phrase: Part
    order: int
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
    def __init__(
        self,
        rules: Iterable[Rule],
        weights: Mapping[str, int],
        written: Mapping[str, Collection[str]],
    ) -> None:
        """`written` says how else each word may stand in a text."""
        needs = Needs(weights)
        opened: dict[str, list[Entry]] = defaultdict(list)
        phrases = ((rule, phrase) for rule in rules for phrase in rule.phrases)
        for order, (rule, phrase) in enumerate(phrases):
            rarest, *others = needs.of(phrase)
            entry = Entry(rule, phrase, order, tuple(others))
            for word in rarest:
                opened[word].append(entry)
        self._opened = {word: tuple(entries) for word, entries in opened.items()}
        openers = {*self._opened}
        for word in self._opened:
            openers.update(written.get(word, ()))
        self._openers = AhoCorasick(
            sorted({f" {word.translate(SPACED)} " for word in openers})
        )

    def passes(self, text: str) -> bool:
        """Whether folded text could hold anything that opens a phrase."""
        spaced = f" {text.translate(SPACED)} "
        return bool(
            self._openers.find_matches_as_indexes(spaced) or DISGUISED.search(text)
        )

    def entries(self, words: Collection[str]) -> Iterator[Entry]:
        seen: set[int] = set()
        for word in self._opened.keys() & words:
            for entry in self._opened[word]:
                if entry.order in seen:
                    continue
                seen.add(entry.order)
                if not any(need.isdisjoint(words) for need in entry.needs):
                    yield entry
