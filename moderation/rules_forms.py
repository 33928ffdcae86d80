"""The forms of the screening rules: one rule, and a file of them."""

from typing import Any

from django import forms

from moderation import words
from moderation.screening import CONCERNS, RulesError
from moderation.screening.local import Local, read_csv

NONE_YET = ("", "Choose one")
SEVERITIES = (
    ("red", "Red: now"),
    ("amber", "Amber: soon"),
    ("yellow", "Yellow: this shift"),
    ("note", "A note only, no flag"),
)
MOST_BYTES = 500_000
AT_LINE = "Line {line}: {reason}."


class RuleForm(forms.Form):
    id = forms.CharField(
        label="Name",
        max_length=60,
        help_text="Small letters, dots and lines, such as ours.exam_stress.",
        error_messages={"required": "Please give the rule a name."},
    )
    concern = forms.ChoiceField(
        label="What it may be about",
        choices=[NONE_YET, *((name, words.CONCERNS[name]) for name in CONCERNS)],
        error_messages={"required": "Please choose what it may be about."},
    )
    severity = forms.ChoiceField(
        label="How soon somebody should look",
        choices=[NONE_YET, *SEVERITIES],
        error_messages={"required": "Please choose how soon."},
    )
    reason = forms.CharField(
        label="What moderators are told",
        max_length=200,
        help_text="Plain words, such as: says they have not eaten for days.",
        error_messages={"required": "Please say what moderators are told."},
    )
    phrases = forms.CharField(
        label="Phrases",
        max_length=20_000,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
        help_text="One a line, with the signs that are explained below.",
        error_messages={"required": "Please give at least one phrase."},
    )
    steady = forms.BooleanField(label="Words around it never lower it", required=False)

    def rule(self) -> Local:
        given = self.cleaned_data
        lines = given["phrases"].splitlines()
        return Local(
            id=given["id"],
            concern=given["concern"],
            severity=given["severity"],
            reason=given["reason"],
            phrases=tuple(line.strip() for line in lines if line.strip()),
            steady=given["steady"],
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.rule().checked()
            except RulesError as problem:
                raise forms.ValidationError(problem.reason.capitalize()) from None
        return cleaned


class RulesFileForm(forms.Form):
    file = forms.FileField(
        label="A CSV file",
        help_text="It takes the place of all your own rules. What ships stays.",
        error_messages={
            "required": "Please choose a file.",
            "empty": "This file is empty.",
        },
    )

    def clean_file(self) -> tuple[Local, ...]:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("This file is too large.")
        try:
            return read_csv(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError("This file is not UTF-8 text.") from None
        except RulesError as problem:
            raise forms.ValidationError(
                AT_LINE.format(line=problem.line, reason=problem.reason)
            ) from None
