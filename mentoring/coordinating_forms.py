"""The forms by which a coordinator runs the programme."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mentoring.form_fields import day_field
from mentoring.models import Requirement, Topic
from people.access import person_with_alias
from people.models import Person, Role


class CheckForm(forms.Form):
    requirement = forms.ModelChoiceField(
        Requirement.objects.filter(is_asked=True).order_by("pk"),
        label="What was done",
        empty_label="Choose one",
        error_messages={"required": "Choose what was done."},
    )
    done_on = day_field("When")
    good_until = day_field("Good until (leave empty if it does not run out)")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["good_until"].required = False


LONGEST_REASON = 300


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Why",
        max_length=LONGEST_REASON,
        error_messages={"required": "Please say why."},
    )


class TopicForm(forms.Form):
    name = forms.CharField(label="Name", max_length=60)
    kind = forms.ChoiceField(label="What it is", choices=Topic.Kind.choices)


class RequirementForm(forms.Form):
    name = forms.CharField(label="Name", max_length=60)
    help_words = forms.CharField(label="In a few words", required=False, max_length=200)
    months = forms.IntegerField(
        label="For how many months it is good",
        help_text="Leave it empty if it does not run out.",
        required=False,
        min_value=1,
        max_value=120,
    )


class FacePairForm(forms.Form):
    mentor = forms.ModelChoiceField(
        Person.objects.filter(role=Role.MENTOR, is_active=True).order_by("alias_key"),
        label="Mentor",
        empty_label="Choose a mentor",
        error_messages={"required": "Choose a mentor."},
    )
    mentee_label = forms.CharField(
        label="Who they meet",
        help_text="What you call them in your own book. Leave out their name.",
        max_length=40,
    )
    started_on = day_field("Since when")


class EndedForm(forms.Form):
    ended_on = day_field("Last day")


class MeetingForm(forms.Form):
    met_on = day_field("When you met")
    minutes = forms.IntegerField(
        label="For how many minutes", min_value=5, max_value=600, initial=60
    )
    note = forms.CharField(
        label="A short note (you can leave this empty)",
        help_text="Coordinators read it too. Leave out names.",
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )


class PairForm(forms.Form):
    mentor = forms.ModelChoiceField(
        label="Mentor",
        queryset=Person.objects.none(),
        empty_label="Choose a mentor",
        error_messages={
            "required": "Choose a mentor.",
            "invalid_choice": "Choose a mentor from the list.",
        },
    )
    mentee = forms.CharField(
        label="Mentee",
        help_text="The alias of the person who asked for a mentor.",
        max_length=100,
        error_messages={"required": "Type the alias of the mentee."},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
    # Shown only where they have a mentor already.
    is_second = forms.BooleanField(
        label="They should have a second mentor", required=False
    )

    def __init__(self, data: Any, mentors: Any) -> None:
        super().__init__(data)
        mentor = self.fields["mentor"]
        assert isinstance(mentor, forms.ModelChoiceField)
        mentor.queryset = mentors

    def clean_mentee(self) -> Person:
        found = person_with_alias(self.cleaned_data["mentee"])
        if found is None:
            raise ValidationError("Nobody here has that alias.")
        return found
