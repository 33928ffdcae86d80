"""Finds what is no distress but worth a look: ways to be reached, links, moving away."""

import re
from collections.abc import Iterable
from dataclasses import replace

from ahocorasick_rs import AhoCorasick

from moderation.screening.verdict import Finding

# Every pattern is of one piece, bounded and without repeats inside repeats, so that no
# text can make it slow.
PATTERNS = {
    "contact": (
        (
            re.compile(r"(?<![\w@.])[\w.+-]{1,40}@[a-z0-9-]{1,40}\.[a-z]{2,10}", re.I),
            "an e-mail address",
        ),
        (
            re.compile(r"(?<!\d)(?:\+44|0044|0)\s?7(?:[\s-]{0,3}\d){9}(?!\d)"),
            "a mobile number",
        ),
        (re.compile(r"(?<!\d)0[12]\d(?:[\s-]?\d){7,8}(?!\d)"), "a telephone number"),
        (
            re.compile(
                r"\b(?:my (?:snap(?:chat)?|insta(?:gram)?|discord|telegram|tiktok|kik|whatsapp) is"
                r"|(?:snap(?:chat)?|insta(?:gram)?|discord|telegram|kik|whatsapp)\s?[:=@])"
                r"\s?@?[a-z0-9_.]{3,30}",
                re.I,
            ),
            "a name on another service",
        ),
        (re.compile(r"\b[a-z]{1,2}\d[a-z0-9]? ?\d[a-z]{2}\b", re.I), "a postcode"),
    ),
    "link": (
        (
            re.compile(r"\bhttps?://\S{1,200}|\bwww\.[a-z0-9-]{1,60}\.\S{1,100}", re.I),
            "a link",
        ),
        (
            re.compile(
                r"\b[a-z0-9-]{2,40}\.(?:com|net|org|co\.uk|io|gg|me|ly|link|xyz|uk)\b(?:/\S{0,100})?",
                re.I,
            ),
            "a link",
        ),
    ),
    "elsewhere": (
        (
            re.compile(
                r"\b(?:talk|chat|speak|move|go|continue|carry on|meet|come|take this|take it|find me|message me|add me|text me)"
                r"\b[^.!?\n]{0,30}?\b(?:whats ?app|telegram|signal|snap(?:chat)?|insta(?:gram)?|discord|kik|messenger|facebook|fb|tiktok"
                r"|another app|other app|different app|somewhere else|off here|somewhere private|in private)\b",
                re.I,
            ),
            "a move to another place",
        ),
    ),
}
MOST = 3
# What is not made of digits holds one of these; nearly every text has none.
SIGNS = AhoCorasick(
    "@|http|www.|.com|.net|.org|.co.uk|.io|.gg|.me|.ly|.link|.xyz|.uk|snap|insta|discord"
    "|telegram|tiktok|kik|whatsapp|whats app|signal|messenger|facebook|fb|another app"
    "|other app|different app|somewhere else|off here|somewhere private|in private".split(
        "|"
    )
)
DIGIT = re.compile(r"\d")
MOBILE = re.compile(r"0 ?7|\+44|0044")
# What is made of digits, and how many it has at least.
OF_DIGITS = {"a mobile number": 11, "a telephone number": 10, "a postcode": 2}
# No postcode is without this, which is found much sooner.
ENDS_A_POSTCODE = re.compile(r"\d[a-z0-9]? ?\d[a-z]{2}\b", re.I)


def find(text: str) -> tuple[Finding, ...]:
    """The first of each kind, at most, in the order of the kinds."""
    digits = len(DIGIT.findall(text))
    if digits < OF_DIGITS["a telephone number"] and not ENDS_A_POSTCODE.search(text):
        digits = 0
    has_sign = bool(SIGNS.find_matches_as_indexes(text.casefold()))
    if not digits and not has_sign:
        return ()
    return tuple(_found(text, digits, has_sign))[:MOST]


def reach(text: str) -> Finding | None:
    """An e-mail address or a mobile number, wherever it stands: worth a look."""
    # Most talk is without either sign, which is seen sooner than a number.
    if "@" not in text and not ("7" in text and MOBILE.search(text)):
        return None
    for pattern, what in PATTERNS["contact"][:2]:
        if match := pattern.search(text):
            return replace(
                _finding("contact", what, match.start(), match.end()),
                concern="exploitation",
                severity="yellow",
            )
    return None


def _found(text: str, digits: int, has_sign: bool) -> Iterable[Finding]:
    for kind, patterns in PATTERNS.items():
        for pattern, what in patterns:
            least = OF_DIGITS.get(what)
            is_possible = has_sign if least is None else digits >= least
            if is_possible and (match := pattern.search(text)):
                yield _finding(kind, what, match.start(), match.end())
                break


def _finding(kind: str, what: str, start: int, end: int) -> Finding:
    return Finding(
        concern=kind,
        severity="note",
        rule=f"manners.{kind}",
        version="",
        start=start,
        end=end,
        reason=f"holds {what}",
    )
