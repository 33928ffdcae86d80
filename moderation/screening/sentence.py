"""The words of one text, each with the place it was read from."""

from collections.abc import Iterator
from dataclasses import dataclass, field

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

    def placed(self) -> Iterator[tuple[str, int, int]]:
        return zip(self.words, self.starts, self.ends, strict=True)

    def written(self, text: str) -> list[str]:
        """What was read as each of the words."""
        return [text[start:end] for _, start, end in self.placed()]

    def are_apart(self, first: int, last: int) -> bool:
        """Whether no two of these words were read from the same place."""
        return len({*self.starts[first:last]}) == last - first

    def add(self, words: tuple[str, ...], start: int, end: int) -> None:
        for word in words:
            self.words.append(word)
            self.starts.append(start)
            self.ends.append(end)

    def append(self, chunk: "Sentence", at: int) -> None:
        """Adds what was read of a chunk that stands here."""
        self.words += chunk.words
        self.starts += [at + start for start in chunk.starts]
        self.ends += [at + end for end in chunk.ends]
        self.odd |= chunk.odd

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


def breaks_in(sentence: Sentence, text: str) -> int:
    """Before which words, and after the last, a sentence ends; as bits."""
    breaks = 1 | 1 << len(sentence.words)
    last = 0
    for n, (_, start, end) in enumerate(sentence.placed()):
        if start > last and not ENDS_SENTENCE.isdisjoint(text[last:start]):
            breaks |= 1 << n
        last = end
    return breaks
