"""Says no to a person in words that they can act on."""


class Refused(Exception):
    """Something cannot be done; words say why, field names the form field to blame."""

    def __init__(self, words: str, field: str | None = None) -> None:
        super().__init__(words)
        self.words = words
        self.field = field
