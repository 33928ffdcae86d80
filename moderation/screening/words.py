"""Splits folded text into plain words, each with the place it was read from."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice
from operator import add

from moderation.screening import pieces
from moderation.screening.by_ear import ByEar
from moderation.screening.disguise import LONGEST, Disguises
from moderation.screening.glued import Glued
from moderation.screening.normalise import Folded
from moderation.screening.sentence import Sentence
from moderation.screening.slips import Slips

# What stands between words, besides blanks.
APART = ',;:?"()[]{}<>=/\\'
CHUNK = re.compile(rf"[^\s{re.escape(APART)}]+")
EDGES = ".!*_~#-+^%&|'$@"
PART = re.compile(r"[^-]+")
SPLIT_AT = re.compile(r"[^a-z0-9']+")
MOST_REMEMBERED = 8_192
# So many different words of one text are read by ear, the first of them, where they are
# such a share of it.
MOST_ODD, FEWEST_OF_IT, MOST_OF_IT = 16, 0.1, 0.6


class Reader:
    def __init__(
        self,
        spellings: Mapping[str, str],
        disguises: Disguises,
        ordinary: frozenset[str] = frozenset(),
        common: Sequence[str] = (),
    ) -> None:
        self.disguises = disguises
        self.known = disguises.known
        # Where nothing says which words are ordinary, none is taken for a slip.
        known = disguises.known - spellings.keys()
        self.slips = Slips(*((known, disguises.hidden) if ordinary else ((), ())))
        self.plain: dict[str, tuple[str, ...]]
        listed = ordinary.union(disguises.known, common)
        self.plain = {word: (word,) for word in listed}
        self.ear = ByEar(common)
        self.glued = Glued(common, spellings)
        self.plain |= {typo: (word,) for typo, word in disguises.mistyped.items()}
        halves = [
            (w[:n], w[n:]) for w in disguises.hidden for n in range(2, len(w) - 1)
        ]
        self.heads = frozenset(head for head, _ in halves)
        self.tails = frozenset(tail for _, tail in halves)
        self.plain |= {odd: tuple(to.split()) for odd, to in spellings.items()}
        self.pieces = pieces.Pieces(self.plain, ordinary, disguises.hidden, self.slips)
        self._remembered = lru_cache(MOST_REMEMBERED)(self._read_chunk)

    def read(self, folded: Folded) -> Sentence:
        sentence = Sentence()
        for chunk in CHUNK.finditer(folded.text):
            self.add(sentence, chunk.group(), chunk.start())
        if sentence.letters > 2:
            sentence = self._join_letters(sentence, folded.text)
        if self.may_hold_halves(sentence.words):
            self._join_halves(sentence)
        if sentence.odd:
            self.pieces.join(sentence, folded.text)
        return sentence

    def mended(self, words: list[str]) -> list[str]:
        """With those that are in no list read by ear: not where one stands among many
        known words, for it is a name; nor where hardly any is known, in another language.
        """
        odd = dict.fromkeys(word for word in words if word not in self.plain)
        size = len(words)
        if not odd or not FEWEST_OF_IT * size <= len(odd) <= MOST_OF_IT * size:
            return words
        meant = {word: self.ear.read(word) for word in islice(odd, MOST_ODD)}
        return [meant.get(word) or word for word in words]

    def add(self, sentence: Sentence, chunk: str, start: int) -> None:
        """Adds what is said between two blanks."""
        if plain := self.plain.get(chunk):
            sentence.add(plain, start, start + len(chunk))
        elif len(chunk) <= LONGEST:
            sentence.append(self._remembered(chunk), start)
        else:
            self._add_chunk(sentence, chunk, start)

    def may_hold_halves(self, words: list[str]) -> bool:
        """Whether two of these words, in a row, may be one that matters."""
        return not (
            self.tails.isdisjoint(words)
            or self.heads.isdisjoint(words)
            or self.disguises.hidden.isdisjoint(map(add, words, words[1:]))
        )

    def _read_chunk(self, chunk: str) -> Sentence:
        sentence = Sentence()
        self._add_chunk(sentence, chunk, 0)
        return sentence

    def _add_chunk(self, sentence: Sentence, raw: str, start: int) -> None:
        bare = raw.strip(EDGES)
        if not bare:
            return
        at = start + raw.find(bare)
        mention = raw[0] == "@"
        if not mention and (plain := self._plain(bare)):
            sentence.add(plain, at, at + len(bare))
        elif bare.isalpha() and not mention:
            read = self._stretched(bare)
            sentence.odd |= len(bare) <= pieces.LONGEST and read[0] is bare
            sentence.add(read, at, at + len(bare))
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
        is_long = 7 < len(word) <= LONGEST and self.disguises.holds_hidden(word)
        if is_long and (together := self._run_together(word)):
            return together
        if meant := self.slips.read(word):
            return (meant,)
        parts = self.glued.apart(word) or [word]
        return tuple(one for part in parts for one in self._plain(part) or (part,))

    def _run_together(self, word: str) -> tuple[str, ...] | None:
        parts = self.disguises.segmented(word)
        if not parts or any(len(part) == 1 and part != "i" for part in parts):
            return None
        words = tuple(w for part in parts for w in self._plain(part) or (part,))
        if len(parts) < 7 and self.disguises.hidden.intersection(words):
            return words
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

    def _join_halves(self, sentence: Sentence) -> None:
        """Reads "my self" and "sui cide" as the words they are halves of."""
        words = sentence.words
        for n in range(len(words) - 1, 0, -1):
            if words[n] in self.tails and len(words[n - 1]) > 1:
                whole = words[n - 1] + words[n]
                if whole in self.disguises.hidden:
                    sentence.join(n - 1, n + 1, whole)

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
