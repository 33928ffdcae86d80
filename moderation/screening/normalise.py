"""Folds any text to plain lower-case letters, remembering where each one stood."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# Letters that look like Latin ones but that Unicode does not fold to them.
LOOKALIKES = {
    "a": "аαɑᴀ∀Λλ",
    "b": "вьβʙɓЬƄ",
    "c": "сϲᴄƈς",
    "d": "ԁɗᴅđ",
    "e": "еєεɛᴇəэ℮∃",
    "f": "ғꜰƒſ",
    "g": "ɡɢցǥ",
    "h": "һнʜհħ",
    "i": "іιıɪӏɩí",
    "j": "јʝᴊ",
    "k": "кκᴋƙк",
    "l": "ʟⅼłƖ",
    "m": "мᴍɱʍ",
    "n": "пηɴոո",
    "o": "оοσᴏօøθɵ",
    "p": "рρᴘƿ",
    "q": "ԛɋ",
    "r": "гʀᴦɾ",
    "s": "ѕꜱʂ",
    "t": "тτᴛŧ",
    "u": "υᴜսʋц",
    "v": "ѵνᴠ",
    "w": "ԝωᴡшɯ",
    "x": "хχ",
    "y": "уүγʏ",
    "z": "ᴢʐƶ",
    "'": "’‘`´ʼ′",
    '"': "“”«»",
    "-": "‐‑–—−",
}
EMOJI = {
    "💊": "tablets",
    "🔪": "knife",
    "🗡": "knife",
    "🔫": "gun",
    "😂": "lol",
    "🤣": "lol",
    "😹": "lol",
    "💀": "lol",
    "⚰": "coffin",
    "🪦": "grave",
    "🪢": "noose",
    "🪒": "razor",
    "🩸": "blood",
    "💉": "needle",
    "🤮": "vomit",
    "👻": "snapchat",
    "🍇": "grape",
    "🌉": "bridge",
}
# Stands for a letter that folds to none or to several; no letter folds to it.
UNEVEN = "\0"
MOST_REMEMBERED = 4_096
LETTER_BLOCKS = (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)


def _plain_letters() -> dict[str, str]:
    plain = {odd: letter for letter, odds in LOOKALIKES.items() for odd in odds}
    plain |= {emoji: f" {word} " for emoji, word in EMOJI.items()}
    for block in LETTER_BLOCKS:
        plain |= {chr(block + n): chr(ord("a") + n) for n in range(26)}
    return plain


PLAIN = _plain_letters()


@dataclass(frozen=True, slots=True)
class Folded:
    """Plain text, and for each of its characters the place it came from."""

    text: str
    origins: Sequence[int]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        return self.origins[start], self.origins[end - 1] + 1


@lru_cache(MOST_REMEMBERED)
def fold_character(character: str) -> str:
    if character in PLAIN:
        return PLAIN[character]
    if character.isspace():
        return "\n" if character in "\r\n\x0b\x0c\x85\u2028\u2029" else " "
    if unicodedata.category(character) in ("Cf", "Mn", "Me", "Cc", "Cs"):
        return ""
    decomposed = unicodedata.normalize("NFKD", character)
    if decomposed == character:
        lowered = character.lower()
        return PLAIN.get(lowered, lowered)
    # One ligature unfolds to eighteen letters; a message of them must stay small.
    return "".join(fold_character(part) for part in decomposed[:4])


class OneForOne(dict[int, str]):
    """What letters fold to, where each becomes one; else a sign no text folds to."""

    def __missing__(self, code: int) -> str:
        folded = fold_character(chr(code))
        even = folded if len(folded) == 1 else UNEVEN
        if len(self) < MOST_REMEMBERED:
            self[code] = even
        return even


ONE_FOR_ONE = OneForOne()


def fold(text: str) -> Folded:
    if text.isascii() and text.isprintable():
        return Folded(text.lower(), range(len(text)))
    even = text.translate(ONE_FOR_ONE)
    if UNEVEN not in even:
        return Folded(even, range(len(text)))
    letters = [fold_character(character) for character in text]
    origins = [n for n, folded in enumerate(letters) for _ in folded]
    return Folded("".join(letters), origins)
