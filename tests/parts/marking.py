"""Finds what a template says in English alone, with no mark for translation."""

import re

TAG = re.compile(r"{%(.*?)%}|{{(.*?)}}|{#.*?#}", re.S)
BLOCKS = re.compile(
    r"{% blocktranslate.*?%}.*?{% endblocktranslate %}|{% comment.*?endcomment %}", re.S
)
ELEMENT = re.compile(r"<(/?)(\w+)((?:[^<>]|{[{%].*?[%}]})*)>", re.S)
UNREAD = re.compile(r"<(svg|script|style)\b.*?</\1>", re.S)
# Attributes that are read aloud, or shown.
SAID = re.compile(r'\b(?:aria-label|alt|title|placeholder)="([^"]*)"')
# What an include is handed to say.
HANDED = re.compile(r"\b(?:words|next|title|label)=\"([^\"]+)\"")
WORD = re.compile(r"[A-Za-z]{2,}")


def unmarked(source: str) -> list[str]:
    """The words that would stay English, as far as one can see them in the source."""
    source = UNREAD.sub("", BLOCKS.sub("", source))
    found = [
        words
        for tag in TAG.finditer(source)
        if tag[1] and tag[1].strip().startswith("include")
        for words in HANDED.findall(tag[1])
        if not words.endswith(".html")
    ]
    bare = TAG.sub("\0", re.sub(r"{%\s*block page %}.*?{%", "{%", source))
    found += [words for words in SAID.findall(bare) if WORD.search(words)]
    text = ELEMENT.sub("\n", re.sub(r"&\w+;|<!doctype[^>]*>", "", bare))
    pieces = (piece.strip(" \0\n.,:;·…⋯()") for piece in re.split(r"[\0\n]", text))
    return found + [piece for piece in pieces if WORD.search(piece)]
