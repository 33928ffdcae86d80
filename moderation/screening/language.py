"""Guesses, from its smallest words, that a text is in a language no list reads.

It only ever says "nobody has screened this": it is no judge of what a text means.
"""

import re
import unicodedata

from moderation.screening.normalise import fold

# Words so small and so frequent that two different ones give a language away. None of
# them is a common English word.
SMALL_WORDS = {
    "Welsh": "yn wedi mae dwi dw ddim eisiau isio rydw roedd gyda chi fy hyn ond oedd sut beth heddiw diolch rwy dydw",
    "Polish": "nie sie jest ze jak ale czy mnie mi juz tylko bardzo moj moja jestem byc mam dla przez wszystko",
    "Urdu in Latin letters": "hai hain mein nahi nahin kya aur mujhe mera meri hoon tum aap kyun bohat bahut raha rahi",
    "Punjabi in Latin letters": "tusi mainu menu tenu assi kiddan haan ji nahi hega ki karda kardi da di de",
    "Romanian": "nu este sunt si pentru foarte mai vreau cum esti asta acum imi mea meu",
    "French": "je suis est pas les une vous dans avec pour tres mais c'est j'ai moi ca",
    "Spanish": "que estoy muy pero como esta por una los tengo quiero nada mi el",
    "Portuguese": "nao estou muito voce uma com mas isso quero meu minha eu",
    "German": "ich nicht und das ist ein auch mir mich aber sehr wie habe bin",
    "Italian": "sono non che molto anche questo perche della mio mia voglio",
    "Turkish": "bir ve bu cok ben degil icin ama istiyorum var yok gibi",
    "Somali": "waxaan iyo waa ma aan ku leh waxa ayaa hadda",
}
LANGUAGES = {name: frozenset(words.split()) for name, words in SMALL_WORDS.items()}
ANY_SMALL_WORD = frozenset[str]().union(*LANGUAGES.values())
# Those of our starter lists, by their file's name.
LISTS = {"cy": "Welsh", "pl": "Polish", "ur": "Urdu in Latin letters"}
WORD = re.compile(r"[a-z']+")
LEAST_WORDS = 4
# Of all its words, this share must be small words of that language.
SHARE = 0.3
UNKNOWN = "another alphabet"


def guess(text: str) -> str:
    """The language of a text that is hardly English; empty if nothing tells."""
    if _is_foreign_script(text):
        return UNKNOWN
    words = WORD.findall(fold(text).text)
    if len(words) < LEAST_WORDS:
        return ""
    seen = ANY_SMALL_WORD.intersection(words)
    if len(seen) < 2:
        return ""
    name, found = max(
        ((name, len(seen & small)) for name, small in LANGUAGES.items()),
        key=lambda pair: pair[1],
    )
    held = sum(word in LANGUAGES[name] for word in words)
    return name if found >= 2 and held >= SHARE * len(words) else ""


def _is_foreign_script(text: str) -> bool:
    if text.isascii():
        return False
    letters = [letter for letter in text if letter.isalpha()]
    foreign = sum(not _is_latin(letter) for letter in letters)
    return len(letters) >= 6 and foreign > 0.6 * len(letters)


def _is_latin(letter: str) -> bool:
    if letter.isascii():
        return True
    name = unicodedata.name(letter, "")
    # Full-width and mathematical letters are Latin in disguise, and are read.
    return "LATIN" in name or "MATHEMATICAL" in name or "FULLWIDTH" in name
