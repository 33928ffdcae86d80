"""The forms of the wall: what a member suggests, and what staff keep."""

import re
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from care.wall_models import Service
from realtime.later import later as _
from rooms.models import Room

PHONE = re.compile(r"\+?[0-9 ]{3,20}")


class SuggestForm(forms.ModelForm[Service]):
    web = forms.URLField(
        label=_("Web address"),
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": _("That web address does not look right.")},
    )

    class Meta:
        model = Service
        fields: ClassVar = [
            "name", "what", "reach", "way", "area", "how", "phone", "web", "hours",
            "note",
        ]  # fmt: skip
        labels: ClassVar = {
            "name": _("Its name"),
            "what": _("What it is"),
            "reach": _("Who it is for"),
            "way": _("How people meet it"),
            "area": _("Area"),
            "how": _("How to reach it"),
            "phone": _("Phone number"),
            "hours": _("When it is open"),
            "note": _("A word to staff, if you like"),
        }
        help_texts: ClassVar = {
            "what": _("One or two short sentences, to somebody who is tired."),
            "area": _("A town or a county. Needed where it is for one area."),
            "note": _("How you know of it. Leave out what is private."),
        }
        error_messages: ClassVar = {
            "name": {"required": _("Please say what it is called.")},
            "what": {"required": _("Please say what it is.")},
            "reach": {"required": _("Please choose who it is for.")},
            "way": {"required": _("Please choose how people meet it.")},
            "hours": {"required": _("Please say when it is open.")},
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "what": forms.Textarea({"rows": 2}),
            "how": forms.Textarea({"rows": 2}),
            "note": forms.Textarea({"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {"reach": Service.Reach.choices, "way": Service.Way.choices}
        for name, of in choices.items():
            # Django's row of dashes says nothing to who hears it.
            self.fields[name].choices = [("", _("Please choose")), *of]  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"].strip()
        if phone and not PHONE.fullmatch(phone):
            raise ValidationError(_("Use digits and spaces only."))
        return phone

    def clean_web(self) -> str:
        web: str = self.cleaned_data["web"]
        if web and not web.startswith(("https://", "http://")):
            raise ValidationError(_("That web address does not look right."))
        return web

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if given.get("reach") == Service.Reach.LOCAL and not given.get("area"):
            self.add_error("area", _("Please say which area it is for."))
        if not any(given.get(name) for name in ("how", "phone", "web")):
            self.add_error("how", _("Please say how to reach it."))
        return given

    def words(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class ServiceForm(SuggestForm):
    is_checked = forms.BooleanField(
        label="I checked this today, and these words are right",
        help_text="Everybody sees the day of the last check.",
        error_messages={"required": "Please check it first, then tick this."},
    )
    # Not a model's field: that one asks the database about numbers it can't hold.
    rooms = forms.TypedMultipleChoiceField(
        label="Rooms it is for",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta(SuggestForm.Meta):
        fields: ClassVar = [
            "name", "what", "reach", "way", "area", "how", "phone", "web", "hours",
            "check_every",
        ]  # fmt: skip
        labels: ClassVar = SuggestForm.Meta.labels | {
            "check_every": "Days until the next check"
        }
        error_messages: ClassVar = SuggestForm.Meta.error_messages
        widgets: ClassVar = {
            **SuggestForm.Meta.widgets,
            "check_every": forms.NumberInput({"min": 1, "max": 730}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_rooms = Room.objects.filter(kind=Room.Kind.ROOM, closed_at=None)
        names = open_rooms.order_by("name").values_list("pk", "name")
        self.fields["rooms"].choices = list(names)  # type: ignore[attr-defined]
        if self.instance.pk:
            chosen = self.instance.rooms.values_list("pk", flat=True)
            self.fields["rooms"].initial = list(chosen)

    def clean_check_every(self) -> int:
        days: int = self.cleaned_data["check_every"]
        if not 1 <= days <= 730:
            raise ValidationError("Use between 1 and 730 days.")
        return days

    def words(self) -> dict[str, Any]:
        return super().words() | {"rooms": self.cleaned_data["rooms"]}

    def checked_on(self) -> date:
        return timezone.localdate()


class WhyForm(forms.Form):
    why = forms.CharField(
        label="Why it is not put on the wall",
        max_length=300,
        help_text="Whoever suggested it reads this.",
        error_messages={"required": "Please say why."},
    )
