"""Asking for a mentor, and offering to be one."""

from typing import Any

from django import forms

from mentoring import choices
from mentoring.models import Request, Topic, Volunteer
from people.choosing import SeveralField
from realtime.later import later as _

NO_MATTER = ("", _("It does not matter"))


def _topics(label: str, kind: str, **options: Any) -> SeveralField[Topic]:
    return SeveralField(
        Topic.objects.filter(kind=kind, is_offered=True).order_by("pk"),
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        **options,
    )


def _languages(label: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=list(choices.LANGUAGES.items()),
        initial=["en"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language.")},
    )


def _choice(
    label: str, of: dict[str, str], empty: tuple[str, str]
) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[empty, *of.items()])


class AskForm(forms.Form):
    """What a mentee wishes for; every part may be left as it is."""

    help = _topics(_("What would help?"), Topic.Kind.HELP)
    lived = _topics(_("Has your mentor lived through this too?"), Topic.Kind.LIVED)
    languages = _languages(_("Which languages can you write in?"))
    gender = _choice(_("Who would you like?"), choices.GENDERS, NO_MATTER)
    age_band = _choice(_("How old should they be?"), choices.AGE_BANDS, NO_MATTER)
    answer = forms.ChoiceField(
        label=_("How do you like to be answered?"),
        required=False,
        choices=[NO_MATTER, *Request.Answer.choices],
    )
    with_befriender = forms.BooleanField(
        label=_("Somebody beside me helped me fill this in"),
        help_text=_("They can sit with you each time. On their phone, sign out after."),
        required=False,
    )

    def wishes(self) -> dict[str, Any]:
        cleaned = dict(self.cleaned_data)
        return cleaned | {"topics": [*cleaned.pop("help"), *cleaned.pop("lived")]}


class VolunteerForm(forms.Form):
    why = forms.CharField(
        label=_("Why would you like to be a mentor?"),
        help_text=_("Only coordinators read this."),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Please write a few words.")},
    )
    few_words = forms.CharField(
        label=_("A few words for the person you may support"),
        help_text=_("They read this before they say yes. Leave out your full name."),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Please write a few words about yourself.")},
    )
    help = _topics(_("What can you help with?"), Topic.Kind.HELP)
    lived = _topics(_("What have you lived through?"), Topic.Kind.LIVED)
    languages = _languages(_("Which languages can you write in?"))
    gender = _choice(
        _("Who are you?"), choices.GENDERS, ("", _("I would rather not say"))
    )
    age_band = _choice(
        _("How old are you?"), choices.AGE_BANDS, ("", _("I would rather not say"))
    )
    most = forms.IntegerField(
        label=_("How many people could you support at a time?"),
        help_text=_("A quiet thread counts half, a busy one double."),
        min_value=1,
        max_value=20,
        initial=2,
        error_messages={
            "required": _("Say how many people."),
            "invalid": _("Write a number, like 2."),
            "min_value": _("Write a number from 1 to 20."),
            "max_value": _("Write a number from 1 to 20."),
        },
    )

    def words(self) -> dict[str, Any]:
        cleaned = dict(self.cleaned_data)
        return cleaned | {"topics": [*cleaned.pop("help"), *cleaned.pop("lived")]}


def initial_of(found: Request | Volunteer) -> dict[str, Any]:
    """What a form shows again of what was written before."""
    kept = {field.name: getattr(found, field.name) for field in found._meta.fields}
    of_kind = {kind: found.topics.filter(kind=kind) for kind in Topic.Kind.values}
    return kept | of_kind
