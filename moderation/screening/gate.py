"""Finds the few phrases worth trying on a message; for most messages there are none."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cache

from moderation.screening.pattern import Choice, Edge, Gap, Maybe, Part, Sequence, Words
from moderation.screening.rules import Rule


class Gate:
    """A phrase opens only for messages that hold one of its rarest words."""

    def __init__(self, rules: Iterable[Rule], common: frozenset[str]) -> None:
        opened: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for r, rule in enumerate(rules):
            for p, phrase in enumerate(rule.phrases):
                for word in needed_words(phrase, common):
                    opened[word].add((r, p))
        self.opened = {word: frozenset(keys) for word, keys in opened.items()}

    def keys(self, words: Collection[str]) -> list[tuple[int, int]]:
        found = [self.opened[word] for word in words if word in self.opened]
        return sorted(frozenset().union(*found)) if found else []


def needed_words(part: Part, common: frozenset[str]) -> frozenset[str]:
    """Words of which any match must hold at least one; the rarest such set."""

    @cache
    def needed(part: Part) -> frozenset[str]:
        if isinstance(part, Words):
            return part.words
        if isinstance(part, Gap | Maybe | Edge):
            return frozenset()
        if isinstance(part, Choice):
            ways = [needed(way) for way in part.ways]
            return frozenset[str]().union(*ways) if all(ways) else frozenset()
        assert isinstance(part, Sequence)
        sets = [words for words in map(needed, part.parts) if words]
        return min(sets, key=lambda words: (len(words & common), len(words)))

    return needed(part)


def all_words(parts: Iterable[Part]) -> frozenset[str]:
    """Every word that some phrase is made of."""

    @cache
    def words_of(part: Part) -> frozenset[str]:
        if isinstance(part, Words):
            return part.words
        if isinstance(part, Maybe):
            return words_of(part.part)
        inner = getattr(part, "ways", None) or getattr(part, "parts", [])
        return frozenset[str]().union(*map(words_of, inner))

    return frozenset[str]().union(*map(words_of, parts))
