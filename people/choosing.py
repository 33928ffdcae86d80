"""Choosing several rows in a form, also when what was sent is no row's number."""

from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
LARGEST_ID = 2**63 - 1


class SeveralField(forms.ModelMultipleChoiceField[M]):
    """Refuses numbers that no database holds, instead of asking it for them."""

    def clean(self, value: Any) -> QuerySet[M]:
        for number in value or []:
            if not _may_be_an_id(str(number)):
                raise ValidationError(
                    self.error_messages["invalid_choice"], params={"value": number}
                )
        return super().clean(value)


def _may_be_an_id(number: str) -> bool:
    return len(number) < 20 and (not number.isdecimal() or int(number) <= LARGEST_ID)
