"""The words of one text, each with the place it was read from."""

from dataclasses import dataclass, field

from moderation.screening.pattern import View

ENDS_SENTENCE = frozenset(".!?\n")


@dataclass(slots=True)
class Sentence:
    """The words of one text in order; one chunk may be read as several words."""

    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    # Whether it holds what is no word at all.
    odd: bool = False

    def join(self, first: int, last: int, whole: str) -> None:
        self.words[first:last] = [whole]
        del self.starts[first + 1 : last], self.ends[first : last - 1]

    def pieces(self, first: int, last: int, text: str) -> list[str]:
        """As they were written, each once."""
        ends = dict(zip(self.starts[first:last], self.ends[first:last], strict=True))
        return [text[start:end] for start, end in ends.items()]

    def add(self, words: tuple[str, ...], start: int, end: int) -> None:
        for word in words:
            self.words.append(word)
            self.starts.append(start)
            self.ends.append(end)

    def extend(self, other: "Sentence", first: int, last: int) -> None:
        self.words += other.words[first:last]
        self.starts += other.starts[first:last]
        self.ends += other.ends[first:last]

    @property
    def letters(self) -> int:
        return sum(
            end - 1 == start for start, end in zip(self.starts, self.ends, strict=True)
        )

    def is_letter(self, place: int) -> bool:
        return self.ends[place] - self.starts[place] == 1


def view_of(sentence: Sentence, text: str) -> View:
    """The words as places; gaps may not cross a full stop."""
    places: dict[str, int] = {}
    breaks = 1 | 1 << len(sentence.words)
    last = 0
    for n, word in enumerate(sentence.words):
        places[word] = places.get(word, 0) | 1 << n
        start = sentence.starts[n]
        if start > last and not ENDS_SENTENCE.isdisjoint(text[last:start]):
            breaks |= 1 << n
        last = sentence.ends[n]
    return View(places, len(sentence.words), breaks, ~breaks)
