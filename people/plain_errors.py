"""What any form says of a field that is not right, where the form has no words of its own."""

from django import forms

from realtime.later import later as _

FROM_LIST = _("Please choose from the list.")
TOO_BIG, TOO_SMALL = (
    _("Please choose %(limit_value)s or less."),
    _("Please choose %(limit_value)s or more."),
)
# By kind of field, and by what is wrong with it.
PLAIN: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": _("Please fill this in.")},
    forms.CharField: {
        "max_length": _("Please use %(limit_value)s characters at most."),
        "null_characters_not_allowed": _("Please take out what can’t be read here."),
    },
    forms.IntegerField: {
        "invalid": _("Please write a whole number."),
        "max_value": TOO_BIG,
        "min_value": TOO_SMALL,
    },
    forms.DateField: {"invalid": _("Please choose a day.")},
    forms.TimeField: {"invalid": _("Please choose a time, like 18:30.")},
    forms.ChoiceField: {"invalid_choice": FROM_LIST},
    forms.MultipleChoiceField: {"invalid_choice": FROM_LIST, "invalid_list": FROM_LIST},
    forms.ModelChoiceField: {"invalid_choice": FROM_LIST},
    forms.ModelMultipleChoiceField: {
        "invalid_choice": FROM_LIST,
        "invalid_list": FROM_LIST,
        "invalid_pk_value": FROM_LIST,
    },
    forms.URLField: {
        "invalid": _("Please write an address that begins with https://.")
    },
    forms.EmailField: {"invalid": _("Please write an address like name@example.org.")},
    forms.FileField: {
        "invalid": _("Please choose a file."),
        "missing": _("Please choose a file."),
        "empty": _("This file is empty. Please choose another."),
        "max_length": _("The name of this file is too long. Please make it shorter."),
    },
}


def speak(field: forms.Field) -> None:
    """Words of its own stay."""
    own = field.error_messages
    plain = {
        code: words
        for kind in reversed(type(field).__mro__)
        for code, words in PLAIN.get(kind, {}).items()
    }
    for code, words in plain.items():
        if own.get(code) is _of_django(field, code):
            own[code] = words


def _of_django(field: forms.Field, code: str) -> object:
    """Its default, which is the very same object; None for what a validator says."""
    for kind in type(field).__mro__:
        defaults = vars(kind).get("default_error_messages", {})
        if code in defaults:
            return defaults[code]
    return None
