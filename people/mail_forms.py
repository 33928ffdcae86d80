"""The forms by which somebody gives an address for reminders, and confirms it."""

from django import forms
from django.core.validators import validate_email

from realtime.later import later as _

NO_ADDRESS = _("Please give a whole e-mail address, such as name@example.org.")


class AddressForm(forms.Form):
    # Not an EmailField: its own words are not ours.
    address = forms.CharField(
        label=_("Your e-mail address"),
        max_length=254,
        error_messages={"required": NO_ADDRESS, "max_length": NO_ADDRESS},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        try:
            validate_email(address)
        except forms.ValidationError:
            raise forms.ValidationError(NO_ADDRESS) from None
        domain = address.rpartition("@")[2]
        if not address.isascii() or "." not in domain or domain.startswith("["):
            raise forms.ValidationError(NO_ADDRESS)
        return address


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The six digits from the e-mail"),
        max_length=20,
        error_messages={
            "required": _("Please type the six digits."),
            "max_length": _("Please type the six digits."),
        },
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())
