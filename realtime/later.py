"""Words of the catalogue that wait for a language until they are said."""

from typing import Any, cast

from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_lazy


def later(words: str, **values: Any) -> str:
    """Text as soon as somebody reads it; typed as what it becomes."""
    if values:
        return _filled(words, values)
    return cast(str, gettext_lazy(words))


_filled = lazy(lambda words, values: gettext(words) % values, str)
