"""Splits folded text into plain words, each with the place it was read from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from moderation.screening.disguise import LONGEST, Disguises
from moderation.screening.normalise import Folded
from moderation.screening.pattern import View

CHUNK = re.compile(r"[^\s,;:?\"()\[\]{}<>=\u2026/\\]+")
EDGES = ".!*_~#-+^%&|'$@"
PART = re.compile(r"[^-]+")
SPLIT_AT = re.compile(r"[^a-z0-9']+")
ENDS_SENTENCE = frozenset(".!?\n")


@dataclass(slots=True)
class Sentence:
    """The words of one text in order; one chunk may be read as several words."""

    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, words: tuple[str, ...], start: int, end: int) -> None:
        for word in words:
            self.words.append(word)
            self.starts.append(start)
            self.ends.append(end)

    def extend(self, other: "Sentence", first: int, last: int) -> None:
        self.words += other.words[first:last]
        self.starts += other.starts[first:last]
        self.ends += other.ends[first:last]

    @property
    def letters(self) -> int:
        return sum(
            end - 1 == start for start, end in zip(self.starts, self.ends, strict=True)
        )

    def is_letter(self, place: int) -> bool:
        return self.ends[place] - self.starts[place] == 1


class Reader:
    def __init__(self, spellings: Mapping[str, str], disguises: Disguises) -> None:
        self.disguises = disguises
        self.known = disguises.known
        self.plain: dict[str, tuple[str, ...]]
        self.plain = {word: (word,) for word in disguises.known}
        self.plain |= {typo: (word,) for typo, word in disguises.mistyped.items()}
        self.tails = {w[n:] for w in disguises.hidden for n in range(2, len(w) - 1)}
        self.plain |= {odd: tuple(to.split()) for odd, to in spellings.items()}

    def read(self, folded: Folded) -> Sentence:
        sentence = Sentence()
        for chunk in CHUNK.finditer(folded.text):
            raw = chunk.group()
            plain = self.plain.get(raw)
            if plain:
                sentence.add(plain, chunk.start(), chunk.end())
            else:
                self._add_chunk(sentence, raw, chunk.start())
        if sentence.letters > 2:
            sentence = self._join_letters(sentence, folded.text)
        return self._join_halves(sentence)

    def _add_chunk(self, sentence: Sentence, raw: str, start: int) -> None:
        bare = raw.strip(EDGES)
        if not bare:
            return
        at = start + raw.find(bare)
        mention = raw[0] == "@"
        if not mention and (plain := self._plain(bare)):
            sentence.add(plain, at, at + len(bare))
        elif bare.isalpha() and not mention:
            sentence.add(self._stretched(bare), at, at + len(bare))
        elif hidden := self._unmasked(raw, bare):
            sentence.add((hidden,), start, start + len(raw))
        elif "-" in bare:
            self._add_parts(sentence, bare, at)
        elif not mention:  # An account's name is nobody's words.
            self._add_pieces(sentence, bare, at)

    def _unmasked(self, raw: str, bare: str) -> str | None:
        if raw[1:] in self.known:
            return None  # "@someone" is an account, "#someone" a tag.
        unmasked = self.disguises.unmasked
        return unmasked(raw.rstrip(".!")) or unmasked(bare)

    def _plain(self, word: str) -> tuple[str, ...] | None:
        """The words this one stands for, when it is known or a known slip."""
        plain = self.plain.get(word)
        if plain or "'" not in word:
            return plain
        owner = word.split("'")[0]
        return self.plain.get(word.replace("'", "")) or self.plain.get(owner, (owner,))

    def _stretched(self, word: str) -> tuple[str, ...]:
        short = self.disguises.squeezed(word)
        if short != word:
            return self._plain(short) or (short,)
        if 7 < len(word) <= LONGEST and self.disguises.holds_hidden(word):
            return self._run_together(word) or (word,)
        return (word,)

    def _run_together(self, word: str) -> tuple[str, ...] | None:
        parts = self.disguises.segmented(word)
        if not parts or any(len(part) == 1 and part != "i" for part in parts):
            return None
        if len(parts) < 7 and self.disguises.hidden.intersection(parts):
            return tuple(w for part in parts for w in self._plain(part) or (part,))
        return None

    def _add_parts(self, sentence: Sentence, chunk: str, start: int) -> None:
        for part in PART.finditer(chunk):
            self._add_chunk(sentence, part.group(), start + part.start())

    def _add_pieces(self, sentence: Sentence, chunk: str, start: int) -> None:
        place = 0
        for piece in SPLIT_AT.split(chunk):
            place = chunk.index(piece, place)
            if piece:
                words = self._plain(piece) or (self.disguises.squeezed(piece),)
                sentence.add(words, start + place, start + place + len(piece))
            place += len(piece)

    def _join_letters(self, sentence: Sentence, text: str) -> Sentence:
        """Reads "k i l l  m y s e l f" as the words its single letters spell."""
        joined, place, count = Sentence(), 0, len(sentence.words)
        while place < count:
            end = place
            while end < count and end - place < 120 and sentence.is_letter(end):
                end += 1
            letters = "".join(text[sentence.starts[n]] for n in range(place, end))
            spelt = self.disguises.segmented(letters) if len(letters) > 2 else None
            if spelt and len(spelt) < len(letters):
                self._add_spelt(joined, sentence, spelt, place)
            else:
                end = max(end, place + 1)
                joined.extend(sentence, place, end)
            place = end
        return joined

    def _join_halves(self, sentence: Sentence) -> Sentence:
        """Reads "my self" and "sui cide" as the words they are halves of."""
        words = sentence.words
        for n in range(len(words) - 1, 0, -1):
            if words[n] in self.tails and len(words[n - 1]) > 1:
                whole = words[n - 1] + words[n]
                if whole in self.disguises.hidden:
                    words[n - 1 : n + 1] = [whole]
                    del sentence.starts[n], sentence.ends[n - 1]
        return sentence

    def _add_spelt(
        self, joined: Sentence, sentence: Sentence, spelt: list[str], place: int
    ) -> None:
        for word in spelt:
            last = place + len(word) - 1
            joined.add(
                self._plain(word) or (word,),
                sentence.starts[place],
                sentence.ends[last],
            )
            place += len(word)


def view_of(sentence: Sentence, text: str) -> View:
    """The words as places; gaps may not cross a full stop."""
    places: dict[str, int] = {}
    breaks = 1 | 1 << len(sentence.words)
    last = 0
    for n, word in enumerate(sentence.words):
        places[word] = places.get(word, 0) | 1 << n
        start = sentence.starts[n]
        if start > last and not ENDS_SENTENCE.isdisjoint(text[last:start]):
            breaks |= 1 << n
        last = sentence.ends[n]
    return View(places, len(sentence.words), breaks, ~breaks)
