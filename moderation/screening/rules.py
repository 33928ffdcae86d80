"""Loads rule files, refuses any that is half-written, and has the rest compiled."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from moderation.screening.compiler import Compiler
from moderation.screening.local import Local
from moderation.screening.rulebook import RuleBook, RulesError
from moderation.screening.source import Source

ORDINARY, COMMON = "ordinary.txt", "common.txt"


def read_rules(
    path: Path, local: Sequence[Local] = (), lists: Sequence[Path] = ()
) -> RuleBook:
    """Every rule file in a folder (or one file) and the community's own rules over them,
    whole or not at all."""
    sources = [source for place in (path, *lists) for source in _sources(place)]
    checked = [rule.checked() for rule in local]
    # Without these lists no word is taken for a slip, or read by ear.
    ordinary, common = (_words(path / name) for name in (ORDINARY, COMMON))
    compiler = Compiler(sources, checked, frozenset(ordinary), tuple(common))
    read = "".join(s.text for s in sources) + repr([rule.plain() for rule in local])
    digest = hashlib.sha256(read.encode()).hexdigest()[:8]
    named = [
        str(tables["version"]) for _, tables in compiler.parsed if "version" in tables
    ]
    return compiler.compile("-".join([*named[:1], digest]))


def _words(file: Path) -> list[str]:
    if not file.exists():
        return []
    lines = file.read_text("utf-8").splitlines()
    return " ".join(line for line in lines if line[:1] != "#").split()


def shipped(path: Path) -> tuple[Local, ...]:
    """The rules of the files as they are written, to be read and changed."""
    compiler = Compiler(_sources(path))
    return tuple(
        Local(
            id=entry["id"],
            concern=entry["concern"],
            severity=entry["severity"],
            reason=entry["reason"],
            phrases=tuple(entry["phrases"]),
            steady=bool(entry.get("steady", False)),
        )
        for _, entry in compiler.entries("rule")
    )


def _sources(path: Path) -> list[Source]:
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    if not files:
        raise RulesError(0, f"there is no rule file in {path.name}")
    try:
        return [Source(file.name, file.read_text("utf-8")) for file in files]
    except (OSError, UnicodeDecodeError) as error:
        raise RulesError(0, f"cannot read {path.name}: {error}") from None
