"""Words kept for somebody else, to be read in the language of whoever reads them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, override

# The one value of words that were kept as each language says them.
IN_EACH = "in each"


@dataclass(frozen=True)
class Said:
    """A message of the catalogue, marked with gettext_noop, and what fills its gaps.

    A value is a name or a number as it is, a date, or another Said.
    """

    words: str
    values: dict[str, Any] = field(default_factory=dict)

    def kept(self) -> dict[str, Any]:
        """As a notice keeps it: in English, and so that it can be read in Welsh."""
        with override(settings.LANGUAGE_CODE):
            values = {name: _kept(value) for name, value in self.values.items()}
            words = str(self.words)
            pattern = words if values else ""
            return {"words": read(words, values), "pattern": pattern, "values": values}


def said(words: str, **values: Any) -> Said:
    return Said(words, values)


def as_said(words: str | Said) -> Said:
    """Words that wait for a language (realtime.later) are kept as each would say them."""
    if isinstance(words, Said):
        return words
    if not isinstance(words, Promise):
        return Said(words)
    each = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            each[language] = str(words)
    return Said(each[settings.LANGUAGE_CODE], {IN_EACH: each})


def read(words: str, values: dict[str, Any]) -> str:
    """In the language that is spoken now; what no catalogue knows stays as it is."""
    if IN_EACH in values:
        return str(values[IN_EACH].get(get_language()) or words)
    found = gettext(words) if words else ""
    if not values:
        return found
    return found % {name: _read(value) for name, value in values.items()}


def _kept(value: Any) -> Any:
    match value:
        case dict():
            return value
        case Said():
            inner = {name: _kept(one) for name, one in value.values.items()}
            return {"words": str(value.words), "values": inner}
        case date():
            return {"day": value.isoformat()}
        case int():
            return value
    return str(value)


def _read(value: Any) -> Any:
    match value:
        case {"words": str(words), "values": dict(values)}:
            return read(words, values)
        case {"day": str(day)}:
            return date_format(date.fromisoformat(day), "j F")
    return value
