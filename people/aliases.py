"""Decides what an alias looks like to a reader, and whether it may be used."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from confusable_homoglyphs.categories import unique_aliases
from confusable_homoglyphs.confusables import confusables_data
from django.utils.translation import gettext

from realtime.later import later as _

SHORTEST, LONGEST = 3, 24
MOST_DIGITS = 4
MOST_MARKS = 2  # on one letter
# Letters by their category that nobody can see.
BLANK = frozenset("\u115f\u1160\u3164\uffa0\u17b4\u17b5\u034f\u2800")
PUNCTUATION = frozenset(" -'’_")
# Alphabets that are written together in one word.
WRITTEN_TOGETHER = (
    frozenset({"HAN", "HIRAGANA", "KATAKANA"}),
    frozenset({"HAN", "HANGUL"}),
    frozenset({"HAN", "BOPOMOFO"}),
)
# Pairs of letters, and letters and digits, that look the same in most typefaces.
LOOKALIKES = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("i", "l"), ("|", "l"))

# Names that only the community itself may speak with: never as one of the words …
RESERVED_WORDS = (
    "staff admin administrator moderator moderators mod mods mentor mentors coordinator "
    "safeguarding supporter official support system help helpline helper team nhs "
    "police crisis shout papyrus anonymous everyone nobody someone somebody deleted "
    "removed"
)
# … and never anywhere inside.
RESERVED_PARTS = (
    "alongside samaritan moderator safeguard childline helpline switchboard emergency"
)


def tidy_alias(alias: str) -> str:
    """The alias as it is kept and shown."""
    return " ".join(unicodedata.normalize("NFC", alias).split())


def alias_key(alias: str) -> str:
    """What an alias looks like; two that look alike have the same key."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", alias[:200]))
    looks = "".join(_look(letter) for letter in plain if _is_seen(letter))
    for one, other in LOOKALIKES:
        looks = looks.replace(one, other)
    return looks[:120]


def alias_problem(alias: str, reserved: Iterable[str] = ()) -> str | None:
    """Why an alias cannot be used, in plain words; None if it can."""
    alias = tidy_alias(alias)
    if not SHORTEST <= len(alias) <= LONGEST:
        return gettext("Use between %(least)s and %(most)s characters.") % {
            "least": SHORTEST,
            "most": LONGEST,
        }
    return (
        _problem_with_characters(alias)
        or _problem_with_contact(alias)
        or _problem_with_scripts(alias)
        or _problem_with_name(alias, reserved)
    )


def _problem_with_characters(alias: str) -> str | None:
    if any(_is_hidden(letter) for letter in alias):
        return _("Leave out hidden characters. Type the alias again by hand.")
    if re.search(r"[@/:]", alias):
        return _("Leave out web and e-mail addresses. They could show who you are.")
    if not all(_is_writable(letter) for letter in alias):
        return _("Use letters, numbers, spaces, hyphens and apostrophes.")
    if sum(unicodedata.category(letter)[0] == "L" for letter in alias) < 2:
        return _("Use at least two letters.")
    if _marks_in_a_row(alias) > MOST_MARKS:
        return _("Use fewer accents on one letter.")
    return None


def _problem_with_contact(alias: str) -> str | None:
    if sum(letter.isdigit() for letter in alias) > MOST_DIGITS:
        return gettext(
            "Use %(most)s digits at most. Long numbers could show who you are."
        ) % {"most": MOST_DIGITS}
    if re.search(r"\b(www|https?)\b", alias.lower()):
        return _("Leave out web and e-mail addresses. They could show who you are.")
    return None


def _problem_with_scripts(alias: str) -> str | None:
    scripts = unique_aliases(alias) - {"COMMON", "INHERITED"}
    if len(scripts) > 1 and not any(scripts <= group for group in WRITTEN_TOGETHER):
        return _("Use letters from one alphabet.")
    return None


def _problem_with_name(alias: str, reserved: Iterable[str]) -> str | None:
    whole = alias_key(alias)
    words = {whole} | {alias_key(word) for word in re.split(r"[\W\d_]+", alias)}
    names = {alias_key(name) for name in (*RESERVED_WORDS.split(), *reserved)}
    if words & names or any(
        alias_key(part) in whole for part in RESERVED_PARTS.split()
    ):
        return _("That name is kept for the people who run this place.")
    return None


def _is_hidden(letter: str) -> bool:
    return letter in BLANK or unicodedata.category(letter)[0] == "C"


def _is_writable(letter: str) -> bool:
    return letter in PUNCTUATION or unicodedata.category(letter)[0] in "LMN"


def _is_seen(letter: str) -> bool:
    """Whether a character counts in a key: letters, digits, and the bar that passes as l."""
    if letter in BLANK:
        return False
    return unicodedata.category(letter)[0] in "LN" or letter == "|"


def _marks_in_a_row(alias: str) -> int:
    marks = "".join("m" if unicodedata.category(c)[0] == "M" else " " for c in alias)
    return max(len(run) for run in marks.split(" "))


def _look(letter: str) -> str:
    """The plain letter that a character passes for.

    Its capital counts first: ΝΙΝΑ in Greek capitals passes for Nina.
    """
    if letter.isascii():
        return letter.lower()
    looks = _prototypes()
    capital = letter.upper()
    for form in (looks.get(capital, capital), looks.get(letter, letter)):
        if form.isascii():
            return form.lower()
    return looks.get(capital, capital).casefold()


@cache
def _prototypes() -> dict[str, str]:
    """Every confusable character with the plainest of those that look like it (UTS 39)."""
    alike: dict[str, list[str]] = defaultdict(list)
    for letter, others in confusables_data.items():
        for other in others:
            alike[_bare(letter)].append(_bare(other["c"]))
            alike[_bare(other["c"])].append(_bare(letter))
    found: dict[str, str] = {}
    for letter in alike:
        if letter not in found:
            group = _reachable(letter, alike)
            found |= dict.fromkeys(group, min(group, key=_plainness))
    return found


def _bare(text: str) -> str:
    return text.replace("\u200e", "")


def _reachable(letter: str, alike: dict[str, list[str]]) -> set[str]:
    group, waiting = {letter}, [letter]
    while waiting:
        new = set(alike[waiting.pop()]) - group
        group |= new
        waiting += new
    return group


def _plainness(text: str) -> tuple[bool, bool, int, str]:
    return not text.isascii(), not text.isalpha(), len(text), text
