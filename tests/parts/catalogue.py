"""The words that are marked for translation, and the catalogue that has them in Welsh.

GNU gettext need not be there: `python -m tests.parts.catalogue` brings the catalogue in
step with the code, and compiles it. docs/translating.md says how one works with it.
"""

import ast
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.template.base import Lexer, Token, TokenType
from django.utils.text import smart_split
from django.utils.translation import trim_whitespace

ROOT = Path(__file__).resolve().parents[2]
APPS = "chatserver evaluation care moderation mentoring rooms people realtime".split()
PO = ROOT / "locale" / "cy" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
# As Django's own Welsh counts: 1, 2, many, and 8 or 11.
PLURALS = "nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;"
FORMS = 4
HEADER = f"""\
Language: cy
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
Plural-Forms: {PLURALS}
X-State: needs review by a native reader
"""
CALLS = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "later": (None, 0, None),
    "say": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
}


@dataclass(frozen=True)
class Key:
    words: str
    context: str = ""

    @property
    def said(self) -> str:
        return f"{self.context}\x04{self.words}" if self.context else self.words


@dataclass
class Entry:
    """One message: where it is said, and how it is said in Welsh."""

    key: Key
    plural: str = ""
    places: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    is_fuzzy: bool = False

    @property
    def is_whole(self) -> bool:
        wanted = FORMS if self.plural else 1
        return len(self.forms) == wanted and all(self.forms) and not self.is_fuzzy


Catalogue = dict[Key, Entry]


# --- What the code says


def marked() -> Catalogue:
    found: Catalogue = {}
    for path in [*sorted((ROOT / "templates").rglob("*.*")), *_modules()]:
        read = in_module if path.suffix == ".py" else in_template
        for key, plural in read(path.read_text()):
            entry = found.setdefault(key, Entry(key))
            entry.plural = entry.plural or plural
            place = str(path.relative_to(ROOT))
            if place not in entry.places:
                entry.places.append(place)
    return found


def _modules() -> Iterator[Path]:
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def in_module(source: str) -> Iterator[tuple[Key, str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = [getattr(one, "value", None) for one in node.args]
            context, words, plural = CALLS.get(name, (None, None, None))
            if words is not None and len(texts) > words and _is_text(texts[words]):
                about = "" if context is None else texts[context]
                yield Key(texts[words], about), "" if plural is None else texts[plural]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def in_template(source: str) -> Iterator[tuple[Key, str]]:
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        if token.token_type == TokenType.TEXT or token.token_type == TokenType.COMMENT:
            continue
        for words in re.findall(r"_\(\"([^\"]+)\"\)|_\('([^']+)'\)", token.contents):
            yield Key(words[0] or words[1]), ""
        bits = list(smart_split(token.contents))
        is_block = token.token_type == TokenType.BLOCK
        if is_block and bits[0] == "translate" and bits[1][0] in "\"'":
            yield Key(bits[1][1:-1], _context(bits)), ""
        elif is_block and bits[0] == "blocktranslate":
            yield _block(bits, tokens)


def _context(bits: list[str]) -> str:
    return bits[bits.index("context") + 1][1:-1] if "context" in bits else ""


def _block(bits: list[str], tokens: Iterator[Token]) -> tuple[Key, str]:
    parts = ["", ""]
    is_plural = 0
    for token in tokens:
        if token.token_type == TokenType.BLOCK:
            if token.contents.strip() != "plural":
                break
            is_plural = 1
        elif token.token_type == TokenType.VAR:
            parts[is_plural] += f"%({token.contents})s"
        else:
            parts[is_plural] += token.contents.replace("%", "%%")
    if "trimmed" in bits:
        parts = [trim_whitespace(part) for part in parts]
    return Key(parts[0], _context(bits)), parts[1]


# --- The catalogue as it is written


def read(path: Path = PO) -> Catalogue:
    found: Catalogue = {}
    for block in path.read_text().split("\n\n"):
        fields = _fields(block)
        if fields.get("msgid"):
            key = Key(fields["msgid"], fields.get("msgctxt", ""))
            forms = [fields[name] for name in fields if name.startswith("msgstr")]
            places = re.findall(r"^#: (.+)$", block, re.M)
            fuzzy = bool(re.search(r"^#,.*\bfuzzy\b", block, re.M))
            plural = fields.get("msgid_plural", "")
            found[key] = Entry(key, plural, places, forms, fuzzy)
    return found


def _fields(block: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    name = ""
    for line in block.splitlines():
        match = re.fullmatch(r'(?:(msg\w+(?:\[\d\])?) )?("(?:.*)")', line)
        if match:
            name = match[1] or name
            fields[name] = fields.get(name, "") + ast.literal_eval(match[2])
    return fields


def written(catalogue: Catalogue) -> str:
    return "\n\n".join([_head(), *map(_lines, catalogue.values())]) + "\n"


def _head() -> str:
    lines = "\n".join(_quoted(f"{line}\n") for line in HEADER.splitlines())
    said = "# Welsh. Needs review by a native reader, who has not seen it yet."
    return f'{said}\nmsgid ""\nmsgstr ""\n{lines}'


def _lines(entry: Entry) -> str:
    lines = [f"#: {place}" for place in entry.places]
    lines += ["#, fuzzy"] if entry.is_fuzzy else []
    lines += [f"msgctxt {_quoted(entry.key.context)}"] if entry.key.context else []
    lines += [f"msgid {_quoted(entry.key.words)}"]
    if not entry.plural:
        return "\n".join([*lines, f"msgstr {_quoted(''.join(entry.forms[:1]))}"])
    lines += [f"msgid_plural {_quoted(entry.plural)}"]
    forms = (entry.forms + [""] * FORMS)[:FORMS]
    lines += [f"msgstr[{i}] {_quoted(form)}" for i, form in enumerate(forms)]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'


def compiled(catalogue: Catalogue) -> bytes:
    """As gettext reads it: sorted, with no table of hashes."""
    said = {"": HEADER}
    for entry in catalogue.values():
        if entry.is_whole:
            plural = f"\0{entry.plural}" if entry.plural else ""
            said[entry.key.said + plural] = "\0".join(entry.forms)
    ids = sorted((key.encode(), words.encode()) for key, words in said.items())
    at = 28 + 16 * len(ids)
    tables, texts = [b"", b""], b""
    for side in (0, 1):
        for pair in ids:
            tables[side] += struct.pack("<II", len(pair[side]), at + len(texts))
            texts += pair[side] + b"\0"
    head = struct.pack(
        "<7I", 0x950412DE, 0, len(ids), 28, 28 + 8 * len(ids), 0, 28 + 16 * len(ids)
    )
    return head + tables[0] + tables[1] + texts


def in_step(marked: Catalogue, known: Catalogue) -> Catalogue:
    """All that is marked now, with the Welsh that was known for it."""
    for key, entry in marked.items():
        if key in known:
            entry.forms, entry.is_fuzzy = known[key].forms, known[key].is_fuzzy
    return marked


if __name__ == "__main__":
    PO.parent.mkdir(parents=True, exist_ok=True)
    catalogue = in_step(marked(), read() if PO.exists() else {})
    PO.write_text(written(catalogue))
    MO.write_bytes(compiled(catalogue))
