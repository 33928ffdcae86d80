"""The forms of evaluation: an answer, a quote, a measure of one's own, a period."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from evaluation import readers
from evaluation.definitions import LONGEST, Item
from evaluation.models import Measure
from evaluation.programme import Period
from people.models import Person
from realtime.later import later as _


class AnswerForm(forms.Form):
    """One question; leaving it out is an answer too."""

    def __init__(self, item: Item, data: Any = None) -> None:
        super().__init__(data)
        self.fields["value"] = forms.TypedChoiceField(
            label=item.words,
            choices=[(str(value), words) for value, words in item.options],
            coerce=int,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose an answer, or leave this one out.")},
        )


class QuoteForm(forms.Form):
    words = forms.CharField(
        label=_("In your own words, what has it been like?"),
        max_length=600,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Please write a few words.")},
    )
    may_be_shown = forms.BooleanField(
        label=_("You may show these words to others, without my alias"),
        required=False,
    )


class MeasureForm(forms.Form):
    file = forms.FileField(
        label="The measure",
        help_text="A file of questions, as docs/evaluation.md shows.",
        error_messages={"required": "Choose a file."},
    )
    licence_number = forms.CharField(
        label="Licence number or permission",
        help_text="As its owner gave it to your charity.",
        max_length=80,
        error_messages={"required": "Say by which licence you may use it."},
    )
    reader = forms.ModelChoiceField(
        Person.objects.none(),
        label="Who reads the answers, if it asks about harm",
        required=False,
        empty_label="Nobody: it does not ask about harm",
    )
    read_within_hours = forms.IntegerField(
        label="Within how many hours", required=False, min_value=1, max_value=24
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reader"].queryset = readers.able()  # type: ignore[attr-defined]

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if file.size > LONGEST:
            raise ValidationError("The file is too large. A measure is a few pages.")
        try:
            return str(file.read().decode())
        except UnicodeDecodeError:
            raise ValidationError("The file is not text in UTF-8.") from None


class ReaderForm(forms.Form):
    """Who reads the answers of one measure from now on; one form for each on a page."""

    reader = forms.ModelChoiceField(
        Person.objects.none(),
        empty_label="Choose somebody",
        error_messages={
            "required": "Choose who reads the answers.",
            "invalid_choice": "They can’t read answers now. Choose somebody else.",
        },
    )

    def __init__(self, measure: Measure, data: Any = None) -> None:
        self.measure = measure
        super().__init__(data, auto_id=f"measure-{measure.pk}-%s")
        others = readers.able().exclude(pk=measure.reader_id or 0)
        self.fields["reader"].queryset = others  # type: ignore[attr-defined]
        self.fields["reader"].label = f"Who reads the answers: {measure.parsed.name}"


class PeriodForm(forms.Form):
    """A period of whole days; from the start of a year ago unless somebody says."""

    since = forms.DateField(
        label="From",
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Write the day like 14/05/2026."},
    )
    until = forms.DateField(
        label="To",
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Write the day like 14/05/2026."},
    )

    def clean(self) -> dict[str, Any]:
        for name, day in list(self.cleaned_data.items()):
            if day and not 2000 <= day.year <= 2100:
                self.add_error(name, "Choose a day between 2000 and 2100.")
        first, last = self.days()
        if last < first:
            self.add_error("until", "The last day comes before the first.")
        return self.cleaned_data

    def days(self) -> tuple[date, date]:
        today = timezone.localdate()
        cleaned = getattr(self, "cleaned_data", {})
        last = cleaned.get("until") or today
        return cleaned.get("since") or last - timedelta(days=365), last

    def period(self) -> Period:
        first, last = self.days()
        zone = timezone.get_default_timezone()
        return Period(
            datetime.combine(first, time(), zone),
            datetime.combine(last + timedelta(days=1), time(), zone),
        )
