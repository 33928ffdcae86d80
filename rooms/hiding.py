"""What one reader would rather not see: applied for them alone, on their own page."""

import re
from dataclasses import dataclass, field
from typing import Self

from people.models import Person
from rooms.models import HiddenPerson, HiddenWord
from rooms.streams import Reactions

# js/models/hiding.js finds words the same way.
WORD = re.compile(r"\w+")
BECAUSE = {
    "person": "1 message hidden: you muted this person",
    "word": "1 message hidden: it has a word you muted",
    "heavy": "A heavy topic, covered for you today",
}
MOST_WORDS = 50


@dataclass(frozen=True)
class Hidden:
    """The people and words that somebody has muted."""

    people: frozenset[int] = field(default=frozenset())
    words: tuple[str, ...] = ()

    @classmethod
    def of(cls, person: Person) -> Self:
        people = HiddenPerson.objects.filter(owner=person)
        words = HiddenWord.objects.filter(owner=person).order_by("word")
        return cls(
            frozenset(people.values_list("person", flat=True)),
            tuple(words.values_list("word", flat=True)),
        )

    def why(self, author: int, body: str) -> str:
        """Why a message is folded, in words; empty where it is not."""
        if author in self.people:
            return BECAUSE["person"]
        if self.words and any(spaced(word) in spaced(body) for word in self.words):
            return BECAUSE["word"]
        return ""

    def among(self, reactions: Reactions) -> Reactions:
        """The reactions that this reader sees: those of muted people are not."""
        return {
            kind: [giver for giver in given if giver[0] not in self.people]
            for kind, given in reactions.items()
        }

    @property
    def people_list(self) -> str:
        return " ".join(map(str, sorted(self.people)))

    @property
    def words_list(self) -> str:
        return "|".join(self.words)


def spaced(text: str) -> str:
    """The words of a text and nothing else, so that whole words are found in it."""
    return f" {' '.join(WORD.findall(text.lower()))} "
