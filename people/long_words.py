"""Any field of any form: errors in plain words, and nothing long cut by a browser."""

from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.utils.translation import ngettext

from people import plain_errors

# Names and codes are shorter.
LONG = 200
WRITTEN = (forms.Textarea, forms.TextInput, forms.URLInput)


class Field(BoundField):
    """With `maxlength` a browser cuts what is pasted, and does not say so."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        plain_errors.speak(field)
        most = getattr(field, "max_length", None) or 0
        if most >= LONG and isinstance(field.widget, WRITTEN):
            field.widget.attrs.pop("maxlength", None)
            field.validators = [*_others(field), partial(check_length, most)]


class Renderer(DjangoTemplates):
    """Every form asks it how its fields are."""

    bound_field_class = Field


def check_length(most: int, words: str) -> None:
    if said := too_long(most, words):
        raise ValidationError(said)


def too_long(most: int, words: str) -> str:
    """By how much it is; nothing if it is not."""
    over = len(words) - most
    if over <= 0:
        return ""
    said = ngettext(
        "That is %(over)s character too many. Please make it shorter.",
        "That is %(over)s characters too many. Please make it shorter.",
        over,
    )
    return said % {"over": f"{over:,}"}


def _others(field: forms.Field) -> list[Any]:
    return [one for one in field.validators if not isinstance(one, MaxLengthValidator)]
