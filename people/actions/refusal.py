"""Says no to a person in words that they can act on."""

from datetime import datetime


class Refused(Exception):
    """Something cannot be done; words say why, field names the form field to blame."""

    def __init__(self, words: str, field: str | None = None) -> None:
        super().__init__(words)
        self.words = words
        self.field = field


class TooOften(Refused):
    """A limit is used up; until says when there is room again."""

    def __init__(self, words: str, until: datetime) -> None:
        super().__init__(words)
        self.until = until
