"""The forms by which people come in."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core import signing
from django.core.exceptions import ValidationError

from people import aliases, passphrases
from realtime.later import later as _

OFFER = "people.offer"  # the salt of a signed offer
OFFER_LASTS = 24 * 60 * 60
BOTH = _("You typed a passphrase too. Choose which. To use your own, type it again.")


def alias_field() -> forms.CharField:
    return forms.CharField(
        label=_("Alias"),
        max_length=100,
        error_messages={"required": _("Please type your alias.")},
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )


def passphrase_field(
    label: str = _("Passphrase"), *, new: bool = False
) -> forms.CharField:
    autocomplete = "new-password" if new else "current-password"
    asked = (
        _("Please type a new passphrase.") if new else _("Please type your passphrase.")
    )
    return forms.CharField(
        label=label,
        max_length=passphrases.LONGEST,
        strip=False,
        error_messages={"required": asked},
        # A page can show it; a keyboard must not change it then.
        widget=forms.PasswordInput(
            attrs={
                "autocomplete": autocomplete,
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )


def code_field(label: str, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=100,
        error_messages={"required": _("Please type the code.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        **options,
    )


def check_passphrase(passphrase: str, alias: str = "") -> None:
    problem = passphrases.passphrase_problem(passphrase, alias)
    if problem:
        raise ValidationError(problem)
    try:
        CommonPasswordValidator().validate(passphrase)
    except ValidationError:
        raise ValidationError(
            _("Many people use that one. Please choose another.")
        ) from None


class SignInForm(forms.Form):
    alias = alias_field()
    passphrase = passphrase_field()


class SignUpForm(forms.Form):
    """Asks for what the community's settings need, and for no e-mail."""

    CHOICES: ClassVar = [
        ("offered", _("Use these four words")),
        ("own", _("Use my own")),
    ]

    alias = alias_field()
    choice = forms.ChoiceField(
        label=_("Passphrase"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        initial="offered",
    )
    # Signed, so that the words are ours; kept when the form comes back with an error.
    offer = forms.CharField(widget=forms.HiddenInput, required=False)
    passphrase = passphrase_field(_("Your own passphrase"), new=True)
    invitation = code_field(_("Invitation code"))
    is_adult = forms.BooleanField(
        label=_("I am 18 or over"),
        error_messages={"required": _("You need to be 18 or over to join.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["alias"].help_text = _(
            "A made-up name, 3 to 24 characters. Leave out your real name."
        )
        self.fields["passphrase"].required = False
        self.fields["passphrase"].help_text = _("At least 12 letters.")
        if settings.SIGN_UP != "invitation":
            del self.fields["invitation"]
        if not settings.ADULTS_ONLY:
            del self.fields["is_adult"]
        self.offered = (
            _read_offer(self["offer"].value()) or passphrases.offer_passphrase()
        )
        self.signed_offer = signing.dumps(self.offered, salt=OFFER)

    def clean_alias(self) -> str:
        alias = aliases.tidy_alias(self.cleaned_data["alias"])
        problem = aliases.alias_problem(alias, reserved=[settings.COMMUNITY_NAME])
        if problem:
            raise ValidationError(problem)
        return alias

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        if cleaned.get("choice") == "offered":
            self._take_offer(cleaned)
        elif "passphrase" in cleaned:
            self._take_own(cleaned)
        return cleaned

    def _take_offer(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("passphrase"):
            # Else they go home believing that it opens their account.
            self.add_error("choice", BOTH)
        if _read_offer(cleaned.get("offer")) is None:
            self.add_error("choice", _("Those words are too old. Here are new ones."))
        cleaned["passphrase"] = self.offered

    def _take_own(self, cleaned: dict[str, Any]) -> None:
        try:
            check_passphrase(cleaned["passphrase"], cleaned.get("alias", ""))
        except ValidationError as problem:
            self.add_error("passphrase", problem)


class RecoverForm(forms.Form):
    alias = alias_field()
    code = code_field(
        _("Recovery code"), help_text=_("One of the eight that you kept.")
    )
    passphrase = passphrase_field(_("Your new passphrase"), new=True)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["passphrase"].help_text = _(
            "At least 12 letters. Four words do well."
        )

    def clean_passphrase(self) -> str:
        passphrase: str = self.cleaned_data["passphrase"]
        check_passphrase(passphrase, self.cleaned_data.get("alias", ""))
        return passphrase


def _read_offer(signed: str | None) -> str | None:
    try:
        words: str = signing.loads(signed or "", salt=OFFER, max_age=OFFER_LASTS)
    except signing.BadSignature:
        return None
    return words
