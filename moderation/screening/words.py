"""Splits folded text into plain words, each with the place it was read from."""

import re
from collections.abc import Mapping
from functools import lru_cache
from operator import add

from moderation.screening.disguise import LONGEST, Disguises
from moderation.screening.normalise import Folded
from moderation.screening.sentence import Sentence
from moderation.screening.slips import Slips

# What stands between words, besides blanks.
APART = ',;:?"()[]{}<>=/\\'
CHUNK = re.compile(rf"[^\s{re.escape(APART)}]+")
EDGES = ".!*_~#-+^%&|'$@"
PART = re.compile(r"[^-]+")
SPLIT_AT = re.compile(r"[^a-z0-9']+")
# Of a word in pieces: how many, how long each and the whole; how many to look for.
MOST_PIECES, LONGEST_PIECE, LEAST_PIECED, MOST_ODD = 4, 5, 4, 40
MOST_REMEMBERED = 8_192


class Reader:
    def __init__(
        self,
        spellings: Mapping[str, str],
        disguises: Disguises,
        ordinary: frozenset[str] = frozenset(),
    ) -> None:
        self.disguises = disguises
        self.known = disguises.known
        # Where nothing says which words are ordinary, none is taken for a slip.
        known = disguises.known - spellings.keys()
        self.slips = Slips(*((known, disguises.hidden) if ordinary else ((), ())))
        self.ordinary = ordinary
        self.plain: dict[str, tuple[str, ...]]
        self.plain = {word: (word,) for word in ordinary | disguises.known}
        self.plain |= {typo: (word,) for typo, word in disguises.mistyped.items()}
        halves = [
            (w[:n], w[n:]) for w in disguises.hidden for n in range(2, len(w) - 1)
        ]
        self.heads = frozenset(head for head, _ in halves)
        self.tails = frozenset(tail for _, tail in halves)
        self._remembered = lru_cache(MOST_REMEMBERED)(self._read_chunk)
        self.plain |= {odd: tuple(to.split()) for odd, to in spellings.items()}

    def read(self, folded: Folded) -> Sentence:
        sentence = Sentence()
        for chunk in CHUNK.finditer(folded.text):
            self.add(sentence, chunk.group(), chunk.start())
        if sentence.letters > 2:
            sentence = self._join_letters(sentence, folded.text)
        if self.may_hold_halves(sentence.words):
            self._join_halves(sentence)
        if sentence.odd:
            self._join_pieces(sentence, folded.text)
        return sentence

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
            sentence.odd |= len(bare) <= LONGEST_PIECE and read[0] is bare
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
        meant = self.slips.read(word)
        return (meant,) if meant else (word,)

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

    def _join_pieces(self, sentence: Sentence, text: str) -> None:
        """Reads "ha rm ing" and "sooey sydal" as the word that their pieces spell, or
        sound like, where one piece is no word at all."""
        pieces = sentence.written(text)
        odd = [n for n, piece in enumerate(pieces) if self._is_odd(piece)]
        for place in reversed(odd[:MOST_ODD]):
            if place < len(pieces) and (found := self._joined(sentence, pieces, place)):
                first, last, whole = found
                sentence.join(first, last, whole)
                pieces[first:last] = [" ".join(pieces[first:last])]

    def _is_odd(self, piece: str) -> bool:
        return (
            len(piece) <= LONGEST_PIECE and piece.isalpha() and piece not in self.plain
        )

    def _joined(
        self, sentence: Sentence, pieces: list[str], place: int
    ) -> tuple[int, int, str] | None:
        """The longest run of pieces around a place that is one word, and that word."""
        low, high = _run_around(pieces, place)
        for size in range(min(MOST_PIECES, high - low), 1, -1):
            for first in range(max(low, place - size + 1), min(place, high - size) + 1):
                last = first + size
                tried = pieces[first:last]
                whole = self._pieced("".join(tried), tried)
                if whole and sentence.are_apart(first, last):
                    return first, last, whole
        return None

    def _pieced(self, whole: str, pieces: list[str]) -> str | None:
        if len(whole) < LEAST_PIECED:
            return None
        plain = self.plain.get(whole, (whole,))
        if len(plain) == 1 and plain[0] in self.disguises.hidden:
            return plain[0]
        if any(piece in self.ordinary for piece in pieces):
            return None
        return self.slips.heard(whole)

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


def _run_around(pieces: list[str], place: int) -> tuple[int, int]:
    """Between which places all pieces, and this one, are as short as pieces are."""
    if not _is_short(pieces[place]):
        return place, place
    low, high = place, place
    while low > 0 and place - low < MOST_PIECES and _is_short(pieces[low - 1]):
        low -= 1
    while high < min(len(pieces), place + MOST_PIECES) and _is_short(pieces[high]):
        high += 1
    return low, high


def _is_short(piece: str) -> bool:
    return 1 < len(piece) <= LONGEST_PIECE
