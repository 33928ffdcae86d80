"""The forms of the on-call list and of the targets."""

import secrets
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import validate_email

from moderation import channels
from moderation.channels import Reach
from moderation.paging_models import OnCall, Targets
from people import outside
from people.models import Person, Role

NOT_WHOLE = "Please give an address that starts https://."
INSIDE = (
    "This address leads into a private network, so it would never be called. "
    "Whoever runs the server can allow its name (INSIDE_WEBHOOKS)."
)
NOT_FOUND = "We can’t find this address just now. Please look at it again."


class OnCallForm(forms.Form):
    person = forms.ModelChoiceField(
        label="Who",
        queryset=Person.objects.none(),
        empty_label="Choose somebody",
        help_text="A moderator or a safeguarding lead who has agreed to it.",
        error_messages={"required": "Please choose who is called."},
    )
    channel = forms.ChoiceField(
        label="How they are reached",
        choices=OnCall.Channel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose how they are reached."},
    )
    address = forms.CharField(
        label="Address",
        max_length=300,
        help_text="An e-mail address, or a web address. Nobody is shown it again.",
        error_messages={"required": "Please give the address."},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    secret = forms.CharField(
        label="Signing secret",
        min_length=20,
        max_length=200,
        required=False,
        help_text="Only for a webhook. Copy it to the other side now.",
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"secret": secrets.token_urlsafe(32)})
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Person.objects.filter(
            role__in=[Role.MODERATOR, Role.LEAD], is_active=True
        ).order_by("alias_key")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        address = cleaned.get("address", "")
        if cleaned.get("channel") == OnCall.Channel.EMAIL and address:
            try:
                validate_email(address)
            except forms.ValidationError:
                self.add_error("address", "Please give a whole e-mail address.")
        if cleaned.get("channel") == OnCall.Channel.WEBHOOK:
            self._check_webhook(address)
        return cleaned

    def _check_webhook(self, address: str) -> None:
        problem = _why_not(address) if address else ""
        if problem:
            self.add_error("address", problem)
        if not self.cleaned_data.get("secret") and "secret" not in self.errors:
            self.add_error("secret", "Please give a signing secret.")

    def reach(self) -> Reach:
        names = ["address"]
        if self.cleaned_data["channel"] == OnCall.Channel.WEBHOOK:
            names.append("secret")
        return {name: self.cleaned_data[name] for name in names}


def _why_not(address: str) -> str:
    """Looked up now as well as at each call, so that whoever gives it hears of it."""
    try:
        url = channels.webhook_of(address)
    except outside.NotAllowed:
        return NOT_WHOLE
    try:
        outside.addresses_of(url, settings.INSIDE_WEBHOOKS)
    except outside.NotAllowed:
        return INSIDE
    except (OSError, UnicodeError):
        return NOT_FOUND
    return ""


class TargetsForm(forms.ModelForm[Targets]):
    """In minutes, as procedures say them."""

    class Meta:
        model = Targets
        fields = ("red", "amber", "yellow", "green")
        help_texts = {  # noqa: RUF012
            "red": "Minutes, at any hour.",
            "amber": "Minutes, from the first shift after it.",
            "yellow": "Minutes, from the first shift after it.",
            "green": "Minutes, at any hour.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.min_value = 1  # type: ignore[attr-defined]
            field.max_value = 60 * 24 * 7  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self.fields:
            minutes = cleaned.get(name)
            if minutes is not None and not 1 <= minutes <= 60 * 24 * 7:
                self.add_error(name, "Please give minutes, from 1 to a week (10080).")
        return cleaned
