"""Choosing rows in a form, also when what was sent is no row's number."""

from typing import Any, ClassVar, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def id_of(value: str) -> int:
    """A number that a database can hold; else one that nobody has."""
    return int(value) if value.isdecimal() and len(value) < 19 else 0


class SeveralField(forms.ModelMultipleChoiceField[M]):
    """Refuses what can be no row's number, instead of asking the database for it."""

    default_error_messages: ClassVar = {"no_number": "Choose from the list."}

    def clean(self, value: Any) -> QuerySet[M]:
        for number in map(str, value or []):
            if not id_of(number):
                raise ValidationError(self.error_messages["no_number"])
        return super().clean(value)
