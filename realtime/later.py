"""Words of the catalogue that wait for a language until they are said."""

from typing import cast

from django.utils.translation import gettext_lazy


def later(words: str) -> str:
    """Text as soon as somebody reads it; typed as what it becomes."""
    return cast(str, gettext_lazy(words))
