"""The forms of notes, replies and one's own choices."""

from typing import Any

from django import forms

from moderation.desk_models import Reply
from people.models import Person, Role


class NoteForm(forms.Form):
    words = forms.CharField(
        label="A note for colleagues",
        max_length=2000,
        help_text="Moderators and leads read it. The author never does.",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Please write your note."},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="id_note_%s")


class ChoiceForm(forms.Form):
    covers = forms.BooleanField(
        label="Cover what was written until I open it",
        required=False,
        help_text="You see where it is and what it is about first.",
    )


class ReplyForm(forms.Form):
    title = forms.CharField(
        label="Name",
        max_length=60,
        error_messages={"required": "Please give it a name."},
    )
    words = forms.CharField(
        label="The words",
        max_length=2000,
        help_text="A moderator changes them before sending.",
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Please write the words."},
    )
    owner = forms.ModelChoiceField(
        label="Who looks after it",
        queryset=Person.objects.none(),
        empty_label="Choose somebody",
        error_messages={"required": "Please choose who looks after it."},
    )
    review_on = forms.DateField(
        label="Look at it again on",
        widget=forms.DateInput({"type": "date"}),
        error_messages={
            "required": "Please choose a day to look at it again.",
            "invalid": "Please give a day, like 2027-05-14.",
        },
    )
    is_retired = forms.BooleanField(
        label="Take it out of use",
        required=False,
        help_text="It is kept, and no longer offered.",
    )
    after = forms.IntegerField(
        widget=forms.HiddenInput, required=False, max_value=2**63 - 1
    )

    def __init__(self, data: Any = None, *, reply: Reply | None = None) -> None:
        names = ("title", "words", "owner", "review_on")
        now = {name: getattr(reply, name) for name in names} if reply else {}
        if reply:
            now["review_on"] = reply.review_on.isoformat()
        super().__init__(data, initial=now | {"after": reply.pk if reply else 0})
        field = self.fields["owner"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Person.objects.filter(
            role__in=[Role.MODERATOR, Role.LEAD], is_active=True
        ).order_by("alias_key")
        if reply is None:
            del self.fields["is_retired"]

    def clean_after(self) -> int:
        return self.cleaned_data["after"] or 0
