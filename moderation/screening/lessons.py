"""The lessons of the second reader: lines written to be recognised, and their pieces.

A heading names the concern of the lines below it ("# none" for harmless ones), and
may say how soon somebody must look: "# suicide red", or "# suicide amber". A line that
is spelt by ear stands before the same line as it was meant, with a tab between.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

LESSONS = Path(__file__).parent / "lessons"
# What an example counts: one of a concern, a harmless one, and real everyday talk.
WORTH = {"concern": 3.0, "harmless": 2.0, "background": 1.5}
TAUGHT = "taught by the lessons"
LEAST_OFTEN = 3
Split = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Lesson:
    words: Sequence[str]
    concern: str
    # "red", "amber", or empty where the heading does not say.
    level: str = ""

    @property
    def is_concern(self) -> bool:
        return self.concern != "none"


def read_lessons(folder: Path = LESSONS) -> Iterator[tuple[str, str, str]]:
    """(line, concern, level) of every lesson, as it was typed and as it was meant."""
    for line, concern, level in _written(folder):
        for said in line.split("\t"):
            yield said, concern, level


def common_words(split: Split, folder: Path = LESSONS) -> list[str]:
    """Words that lessons use again and again, the commonest first; none is misspelt."""
    counts = Counter(
        word for line, _, _ in _written(folder) for word in split(line.split("\t")[-1])
    )
    often = [word for word, count in counts.items() if count >= LEAST_OFTEN]
    return sorted(often, key=lambda word: (-counts[word], word))


def _written(folder: Path) -> Iterator[tuple[str, str, str]]:
    for file in sorted(folder.glob("*.txt")):
        concern, level = "none", ""
        for line in file.read_text("utf-8").splitlines():
            if line.startswith("# "):
                concern, level = [*line[2:].split(), ""][:2]
            elif line.strip():
                yield line.strip(), concern, level


def digest(folder: Path = LESSONS) -> str:
    """What these lessons are known by, to tell which of them weights came from."""
    read = b"".join(file.read_bytes() for file in sorted(folder.glob("*.txt")))
    return hashlib.sha256(read).hexdigest()[:12]


def is_held_back(text: str) -> int:
    """0: to learn from; 1: to set the thresholds by; 2: to be measured on once."""
    quarter = int(hashlib.md5(text.encode(), usedforsecurity=False).hexdigest(), 16) % 4
    return max(0, quarter - 1)


def threshold(scores: Sequence[float], per_thousand: float) -> float:
    """The score that this many of a thousand everyday messages pass."""
    passed = max(1, int(len(scores) * per_thousand / 1000))
    return sorted(scores)[-passed]


def pieces(words: Sequence[str]) -> set[str]:
    """The features of a sentence as they are written in the file."""
    closed = ["^", *words, "$"]
    found = set(closed)
    for a, b in pairwise(closed):
        found.add(f"{a} {b}")
    for a, b, c in zip(closed, closed[1:], closed[2:], strict=False):
        found |= {f"{a} {b} {c}", f"{a} _ {c}"}
    for a, d in zip(closed, closed[3:], strict=False):
        found.add(f"{a} _ _ {d}")
    return found
