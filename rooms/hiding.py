"""What one reader would rather not see: applied for them alone, on their own page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from django.db import models
from django.db.models import Value

from people.models import Person
from realtime.later import later as _
from rooms.models import HiddenPerson, HiddenWord
from rooms.streams import Reactions

# js/models/hiding.js finds words the same way.
WORD = re.compile(r"\w+")
BECAUSE = {
    "person": _("1 message hidden: you muted this person"),
    "word": _("1 message hidden: it has a word you muted"),
    "heavy": _("A heavy topic, covered for you today"),
}
MOST_WORDS = 50


@dataclass(frozen=True)
class Hidden:
    """The people and words that somebody has muted."""

    people: frozenset[int] = field(default=frozenset())
    words: tuple[str, ...] = ()
    # Whose reactions are not shown; those of muted people never are.
    reactors: frozenset[int] = field(default=frozenset())

    @classmethod
    def of(cls, person: Person) -> Self:
        rows = list(_all_of(person))
        muted = {i: only_reactions for i, only_reactions, _ in rows if i is not None}
        return cls(
            frozenset(i for i, only_reactions in muted.items() if not only_reactions),
            tuple(sorted(word for _, _, word in rows if word)),
            frozenset(muted),
        )

    def why(self, author: int, body: str) -> str:
        """Why a message is folded, in words; empty where it is not."""
        if author in self.people:
            return BECAUSE["person"]
        text = spaced(body) if self.words else ""
        if any(spaced(word) in text for word in self.words):
            return BECAUSE["word"]
        return ""

    def among(self, reactions: Reactions) -> Reactions:
        """The reactions that this reader sees."""
        return {
            kind: [giver for giver in given if giver[0] not in self.reactors]
            for kind, given in reactions.items()
        }

    @property
    def people_list(self) -> str:
        return " ".join(map(str, sorted(self.people)))

    @property
    def reactors_list(self) -> str:
        return " ".join(map(str, sorted(self.reactors - self.people)))

    @property
    def words_list(self) -> str:
        return "|".join(self.words)


def _all_of(person: Person) -> Iterable[tuple[int | None, bool | None, str]]:
    """(person, only reactions?, word) in one question: it is asked on every page."""
    people = HiddenPerson.objects.filter(owner=person)
    words = HiddenWord.objects.filter(owner=person)
    nobody = Value(None, models.BigIntegerField())
    neither = Value(None, models.BooleanField())
    no_word = Value("", models.CharField())
    return people.values_list("person", "only_reactions", no_word).union(
        words.values_list(nobody, neither, "word"), all=True
    )


def spaced(text: str) -> str:
    """The words of a text and nothing else, so that whole words are found in it."""
    return f" {' '.join(WORD.findall(text.lower()))} "
