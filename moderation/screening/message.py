"""One text as it is being screened."""

from functools import cached_property

from moderation.screening.normalise import fold
from moderation.screening.pattern import View, view_of
from moderation.screening.sentence import Sentence, breaks_in
from moderation.screening.skimming import Skimmer
from moderation.screening.words import Reader


class Message:
    """Read as letters and words; as places only where something may be found."""

    def __init__(self, text: str, reader: Reader, skimmer: Skimmer) -> None:
        self._reader = reader
        self.folded = fold(text)
        skimmed = skimmer.skim(self.folded.text)
        if skimmed is None:
            self.words = self.sentence.words
            self.breaks = breaks_in(self.sentence, self.folded.text)
        else:
            words, self.breaks = skimmed
            self.words = reader.mended(words)

    @cached_property
    def said(self) -> frozenset[str]:
        return frozenset(self.words)

    @cached_property
    def sentence(self) -> Sentence:
        sentence = self._reader.read(self.folded)
        sentence.words = self._reader.mended(sentence.words)
        return sentence

    @cached_property
    def view(self) -> View:
        return view_of(self.words, self.breaks)
