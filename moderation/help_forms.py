"""The form with which staff keep a helpline right."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from moderation.helpline_models import Helpline


class HelplineForm(forms.ModelForm[Helpline]):
    is_checked = forms.BooleanField(
        label="I tried this line today, and these words are right",
        help_text="Everybody sees the day of the last check.",
        error_messages={"required": "Please try the line first, then tick this."},
    )

    class Meta:
        model = Helpline
        fields: ClassVar = [
            "name", "number", "is_text", "what_for", "how", "hours", "is_always_open",
        ]  # fmt: skip
        labels: ClassVar = {
            "name": "Name",
            "number": "Number",
            "is_text": "People text this number",
            "what_for": "When it helps",
            "how": "How to reach it",
            "hours": "When it is open",
            "is_always_open": "Open all day and all night",
        }
        help_texts: ClassVar = {
            "what_for": "One short sentence, to somebody who is upset.",
            "is_always_open": "Only lines that never close are offered in a crisis.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.is_emergency:
            # In a crisis it is always offered.
            del self.fields["is_always_open"]
            self.fields["number"].required = True

    def words(self) -> dict[str, Any]:
        kept = {name: self.cleaned_data[name] for name in self.fields}
        del kept["is_checked"]
        return kept

    def checked_on(self) -> Any:
        return timezone.localdate()
