"""The form by which a browser is told, and of what."""

from typing import Any

from django import forms

from people.actions import subscribing
from people.models import Person
from people.push import base64url, browsers, encryption, posting
from people.push_models import Kind, Subscription
from realtime.later import later as _

NO_BROWSER = _("This browser did not say how it can be told. Please try again.")
NO_KIND = _("Please choose what you want to be told of.")


class DeviceForm(forms.Form):
    """The browser fills in the hidden fields when its owner has said yes to it."""

    kinds = forms.MultipleChoiceField(
        label=_("Tell me when"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": NO_KIND,
            "invalid_choice": _("Please choose from the list."),
        },
    )
    endpoint = forms.CharField(widget=forms.HiddenInput, required=False)
    public = forms.CharField(widget=forms.HiddenInput, required=False)
    auth = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, person: Person, here: Subscription | None = None
    ) -> None:
        super().__init__(data, initial={"kinds": here.kinds if here else []})
        self.fields["kinds"].choices = [  # type: ignore[attr-defined]
            (kind, words)
            for kind, words in Kind.choices
            if subscribing.may_choose(person, kind)
        ]

    def clean(self) -> dict[str, Any]:
        try:
            return self.cleaned_data | _browser(self.cleaned_data)
        except (ValueError, KeyError):
            self.add_error(None, NO_BROWSER)
            return self.cleaned_data


def _browser(given: dict[str, str]) -> dict[str, str]:
    """An endpoint that we would call, and keys that can seal for it; else ValueError."""
    posting.check(given["endpoint"])
    public, auth = base64url.decode(given["public"]), base64url.decode(given["auth"])
    encryption.read_public(public)
    if len(public) != 65 or len(auth) != 16:
        raise ValueError
    return {"public": base64url.encode(public), "auth": base64url.encode(auth)}


def name_of(user_agent: str) -> str:
    return browsers.name_of(user_agent[:400])
