"""How hard words are to read: pure. By Flesch and Kincaid, whose grade is a school year.

A British school year is an American grade and one more; a reading age is a grade and five.
"""

import ast
import re
from html.parser import HTMLParser

LONGEST_SENTENCE = 15
VOWELS = re.compile(r"[aeiouy]+")
WORD = re.compile(r"[a-z]+(?:[’'-][a-z]+)*", re.IGNORECASE)
# What ends a sentence; a time such as 7.30pm or an address does not.
END = re.compile(r"[.!?:;…](?=[\s”\"')]|$)|\n")
# What begins or ends on a line of its own.
BLOCKS = frozenset(
    "p li h1 h2 h3 h4 div section header footer td th tr dt dd legend label summary button "
    "option title br ul ol table form fieldset nav aside article main details blockquote".split()
)
UNREAD = frozenset(["script", "style", "svg"])


def syllables(word: str) -> int:
    """About right, which is enough for an average over a page."""
    word = word.lower()
    found = len(VOWELS.findall(word))
    if word.endswith("e") and not word.endswith("le") and found > 1:
        found -= 1
    if word.endswith("ed") and not word.endswith(("ted", "ded")) and found > 1:
        found -= 1
    return max(1, found)


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence, in order."""
    return [words for part in END.split(text) if (words := WORD.findall(part))]


def reading_age(text: str) -> float:
    """The age at which most can read it; short lists of words count as sentences."""
    parts = sentences(text)
    words = [word for part in parts for word in part]
    if not words:
        return 0.0
    length = len(words) / len(parts)
    weight = sum(map(syllables, words)) / len(words)
    return 0.39 * length + 11.8 * weight - 15.59 + 5


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unread += tag in UNREAD
        if tag in BLOCKS:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in UNREAD
        if tag in BLOCKS:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.text.append(" ".join(data.split("\n")))


def visible(html: str) -> str:
    """What a page says, a line for each block."""
    reader = _Reader()
    reader.feed(html)
    return re.sub(r"[ \t]+", " ", "".join(reader.text))


def words_of_module(source: str) -> str:
    """The sentences that Python says to people: what begins and ends like one."""
    tree = ast.parse(source)
    explained = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)
    }
    said = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in explained
        and _is_sentence(node.value.strip())
    ]
    return "\n".join(said)


def _is_sentence(text: str) -> bool:
    return text.count(" ") >= 4 and text[0].isupper() and text[-1] in ".?"


def words_of_template(source: str) -> str:
    """What a template says whatever it is filled with: a tag is a gap, a value a word."""
    source = re.sub(r"{#.*?#}|{%-?\s*comment.*?endcomment\s*%}", "", source, flags=re.S)
    # What is marked for translation is read like the rest.
    source = re.sub(r"{%\s*translate ([\"'])(.*?)\1.*?%}", r"\2", source)
    source = re.sub(
        r"{%\s*(?:if|elif|else|endif|for|empty|endfor|block|endblock).*?%}",
        "\n",
        source,
    )
    source = re.sub(r"{%.*?%}", "", source)
    return visible(re.sub(r"{{.*?}}", "it", source))


def without_tokens(html: str) -> str:
    """A page without what is random in it: any two letters stand in one token of sixty."""
    return re.sub(r"\b[A-Za-z0-9]{32,}\b", "", html)
