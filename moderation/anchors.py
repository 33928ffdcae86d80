"""Where the audit stood, kept in a file outside the database, a line each time it grew;
whose words were erased because they asked, and who left for good.

Whoever cuts the end off the audit must cut it off this file too. Keep it where those who
keep the database cannot write, and a copy elsewhere.
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.utils import timezone

from people.models import Person


@dataclass(frozen=True)
class Anchor:
    """At this time the entry of this number had this hash."""

    number: int
    hash: str
    at: str


def path() -> Path:
    return Path(settings.AUDIT_ANCHORS)


def keep(number: int, hash_: str) -> None:
    """Adds a line, if the last one says something else."""
    # The others are not read: the file grows for years, and this is asked all the time.
    last = json.loads((_whole_lines() or ["{}"])[-1])
    if (last.get("number"), last.get("hash")) == (number, hash_):
        return
    _write(asdict(Anchor(number, hash_, _now())))


def keep_restoring(number: int) -> None:
    """A backup was put back: what came after this number is known to be gone."""
    _write({"restored_to": number, "at": _now()})


def mark_of(person: Person) -> str:
    """Of this person alone: a number may be given again after a backup was put back."""
    told = f"{person.pk} {person.joined_at.isoformat()}"
    return hashlib.sha256(told.encode()).hexdigest()


def keep_asking(mark: str) -> None:
    """Somebody asked for their words to go: a backup that brings them back must not."""
    _write({"asked_to_erase": mark, "at": _now()})


def asked() -> set[str]:
    """By their marks; until 23 November 2026 a line had the number."""
    lines = [line for line in _lines() if "asked_to_erase" in line]
    numbers = {n: at for n, at in map(_asking, lines) if isinstance(n, int)}
    # Whoever joined after it was said is somebody else, with the same number.
    older = Person.objects.filter(pk__in=numbers)
    same = {mark_of(one) for one in older if one.joined_at < numbers[one.pk]}
    return same | {n for n, _ in map(_asking, lines) if isinstance(n, str)}


def _asking(line: dict[str, Any]) -> tuple[str | int, datetime]:
    # It is cut to whole seconds.
    at = datetime.fromisoformat(line["at"]) + timedelta(seconds=1)
    return line["asked_to_erase"], at


def keep_leaving(mark: str) -> None:
    """Somebody left for good: a backup that brings them back must not."""
    if mark not in left():
        _write({"left": mark, "at": _now()})


def left() -> set[str]:
    return {line["left"] for line in _lines() if "left" in line}


def standing() -> list[Anchor]:
    """Those that must hold; what was lost by putting a backup back is left out."""
    anchors: list[Anchor] = []
    for line in _lines():
        if "restored_to" in line:
            anchors = [a for a in anchors if a.number <= line["restored_to"]]
        elif "number" in line:
            anchors.append(Anchor(line["number"], line["hash"], line["at"]))
    return anchors


def restorings() -> list[dict[str, Any]]:
    return [line for line in _lines() if "restored_to" in line]


def _lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in _whole_lines()]


def _whole_lines() -> list[str]:
    if not path().exists():
        return []
    # A line that a crash cut short says nothing.
    lines = path().read_text().split("\n")[:-1]
    return [line for line in lines if line.endswith("}")]


def _write(line: dict[str, Any]) -> None:
    path().parent.mkdir(parents=True, exist_ok=True)
    with path().open("ab+") as file:
        # Nor must it swallow the line that comes after it.
        start = b"" if _ends_whole(file) else b"\n"
        file.write(start + json.dumps(line).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _ends_whole(file: BinaryIO) -> bool:
    if file.seek(0, os.SEEK_END) == 0:
        return True
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"


def _now() -> str:
    return timezone.now().isoformat(timespec="seconds")
