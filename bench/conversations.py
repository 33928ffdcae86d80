"""Reads files of conversations: one busy room, or many talks between two."""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(slots=True, frozen=True)
class Turn:
    """Something that somebody said; by is a name inside its conversation."""

    by: str
    text: str


@dataclass(slots=True, frozen=True)
class Conversation:
    turns: list[Turn]
    is_between_two: bool

    @property
    def people(self) -> list[str]:
        """In the order in which they first speak."""
        return list(dict.fromkeys(turn.by for turn in self.turns))


def read(path: Path, limit: int = 0) -> list[Conversation]:
    """The conversations of a file; limit bounds the turns of all together."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    if records and "turns" in records[0]:
        talks = [Conversation(_turns(r["turns"]), True) for r in records]
    else:
        talks = [Conversation(_turns(records), False)]
    return _first(talks, limit) if limit else talks


def _turns(records: list[dict[str, Any]]) -> list[Turn]:
    return [Turn(r["by"], r["text"]) for r in records if r["text"].strip()]


def _first(talks: list[Conversation], limit: int) -> list[Conversation]:
    kept = []
    for talk in talks:
        if limit <= 0:
            break
        kept.append(Conversation(talk.turns[:limit], talk.is_between_two))
        limit -= len(talk.turns)
    return kept
