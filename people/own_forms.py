"""The forms by which people change what is theirs, and staff what is in their care."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language

from people import rest
from people.forms import check_passphrase, passphrase_field
from people.models import GIVEN_ROLES, Pace, Person
from people.zones import is_zone, zone_choices
from realtime.later import later as _


class PreferencesForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, required=False
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        help_text=_("Times are shown as they are where you live."),
        error_messages={
            "invalid_choice": _("Please choose a time zone from the list.")
        },
    )
    shows_typing = forms.BooleanField(
        label=_("Let others see when I am typing"), required=False
    )
    shows_presence = forms.BooleanField(
        label=_("Let others in a room see that I am there"), required=False
    )
    pace = forms.ChoiceField(
        label=_("When new messages come"),
        choices=Pace.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "What is about your safety, and what a moderator writes, comes at once."
        ),
        error_messages={"invalid_choice": _("Please choose one of these.")},
    )
    quiet_hours = forms.ChoiceField(
        label=_("Quiet hours"),
        required=False,
        help_text=_("Notices wait until they are over. Help and safety never wait."),
        error_messages={"invalid_choice": _("Please choose hours from the list.")},
    )
    text_only = forms.BooleanField(
        label=_("Leave out pictures, to save data"), required=False
    )
    plain_app = forms.BooleanField(
        label=_("On my home screen, use a plain name and sign"), required=False
    )
    shows_first_week = forms.BooleanField(
        label=_("Let others see that this is my first week"), required=False
    )

    def __init__(self, data: Any = None, *, person: Person) -> None:
        initial = {name: getattr(person, name) for name in self.base_fields}
        super().__init__(data, initial=initial | {"language": get_language()})
        kept = (
            [(person.time_zone, person.time_zone)] if is_zone(person.time_zone) else []
        )
        places = [choice for choice in zone_choices() if choice not in kept]
        choices = [("", _("As my browser says")), *kept, *places]
        self.fields["time_zone"].choices = choices  # type: ignore[attr-defined]
        quiet = self.fields["quiet_hours"]
        quiet.choices = rest.quiet_choices()  # type: ignore[attr-defined]
        if not person.is_new:
            del self.fields["shows_first_week"]

    def clean_pace(self) -> str:
        """A form of an older page has none; nobody is moved by it."""
        return self.cleaned_data["pace"] or self.initial["pace"]

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or self.initial["language"]


class PassphraseForm(forms.Form):
    old_passphrase = passphrase_field(_("Your passphrase now"))
    passphrase = passphrase_field(_("Your new passphrase"), new=True)

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data)
        self.person = person
        self.fields["passphrase"].help_text = _(
            "At least 12 letters. Four words do well."
        )

    def clean_passphrase(self) -> str:
        passphrase: str = self.cleaned_data["passphrase"]
        check_passphrase(passphrase, self.person.alias)
        return passphrase


class ProofForm(forms.Form):
    """Asks again for the passphrase, before something that opens the account."""

    old_passphrase = passphrase_field(_("Your passphrase"))


class SecondFactorForm(forms.Form):
    code = forms.CharField(
        label="The six digits from your app",
        max_length=12,
        error_messages={"required": "Please type the six digits."},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


class SetUpForm(SecondFactorForm):
    key = forms.CharField(widget=forms.HiddenInput)


class RoleForm(forms.Form):
    role = forms.ChoiceField(
        label="Role", choices=[(role.value, role.label) for role in GIVEN_ROLES]
    )
    reason = forms.CharField(
        label="Why",
        max_length=400,
        help_text="Kept with the change. Leave out what is private.",
        error_messages={"required": "Please say why."},
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Why", max_length=300, error_messages={"required": "Please say why."}
    )

    def __init__(self, data: Any = None, *, of: str) -> None:
        # Its page has another form with a reason.
        super().__init__(data, auto_id=f"id_{of}_%s")


class InvitationForm(forms.Form):
    note = forms.CharField(
        label="What it is for",
        max_length=80,
        required=False,
        help_text="For example, Tuesday group. Leave out names.",
    )
    uses = forms.IntegerField(
        label="How many people may use it",
        min_value=1,
        max_value=500,
        initial=1,
        error_messages={"required": "Say how many people may use it."},
    )
    days = forms.IntegerField(
        label="How many days it works",
        min_value=1,
        max_value=90,
        initial=14,
        error_messages={"required": "Say how many days it works."},
    )


class SuspensionForm(forms.Form):
    days = forms.TypedChoiceField(
        label="How long",
        coerce=int,
        choices=[
            (1, "1 day"),
            (7, "1 week"),
            (14, "2 weeks"),
            (30, "30 days"),
            (0, "Until somebody lets them back"),
        ],
        help_text="Without an end takes two: somebody else must keep them out already.",
    )
    reason = forms.CharField(
        label="Why",
        max_length=300,
        help_text="Kept for staff. They do not see it.",
        error_messages={"required": "Please say why."},
    )

    def __init__(self, data: Any = None) -> None:
        # Its page has another form with a reason.
        super().__init__(data, auto_id="id_out_%s")
