"""Finds what is no distress but worth a look: ways to be reached, links, moving away."""

import re
from collections.abc import Iterable

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
            re.compile(r"(?<!\d)(?:\+44|0044|0)\s?7(?:[\s-]?\d){9}(?!\d)"),
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
OF_DIGITS = {"a mobile number", "a telephone number", "a postcode"}


def find(text: str) -> tuple[Finding, ...]:
    """The first of each kind, at most, in the order of the kinds."""
    has_digit = DIGIT.search(text) is not None
    has_sign = bool(SIGNS.find_matches_as_indexes(text.casefold()))
    if not has_digit and not has_sign:
        return ()
    return tuple(_found(text, has_digit, has_sign))[:MOST]


def _found(text: str, has_digit: bool, has_sign: bool) -> Iterable[Finding]:
    for kind, patterns in PATTERNS.items():
        for pattern, what in patterns:
            is_possible = has_digit if what in OF_DIGITS else has_sign
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
