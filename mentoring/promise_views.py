"""The page of a reply promise: the mentor makes it, both read it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from mentoring import access, promises
from mentoring.actions import promising
from mentoring.week import DAYS
from people.access import me, person_with_alias
from people.models import Person
from people.refusing import form_page, refusal_on, refusal_told
from realtime.later import later as _


class PromiseForm(forms.Form):
    weekday = forms.TypedChoiceField(
        label=_("I answer by"),
        choices=[(n, _(day)) for n, day in enumerate(DAYS)],
        coerce=int,
    )
    until = forms.TimeField(
        label=_("At the latest at"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        error_messages={
            "required": _("Choose a time."),
            "invalid": _("Write it like 19:30."),
        },
    )
    stand_in = forms.CharField(
        label=_("Who may answer if you can’t (you can leave this empty)"),
        help_text=_("The alias of another mentor. Ask them first."),
        required=False,
        max_length=100,
    )

    def clean_stand_in(self) -> Person | None:
        alias = self.cleaned_data["stand_in"]
        found = person_with_alias(alias) if alias else None
        if alias and (found is None or found.role != "mentor"):
            raise ValidationError(_("No mentor here has that alias."))
        return found


@require_http_methods(["GET", "POST"])
def promise(request: HttpRequest, room_id: int) -> HttpResponseBase:
    mentorship = access.mentorship_for(me(request), room_id)
    found = promises.promise_of(mentorship)
    start = {}
    if found:
        start = {
            "weekday": found.weekday,
            "until": found.by,
            "stand_in": found.stand_in,
        }
    form = PromiseForm(request.POST or None, initial=start)
    if form.is_valid():
        with refusal_on(form):
            promising.make_promise(mentorship, by=me(request), **form.cleaned_data)
            messages.success(request, _("Kept. Both of you see it in your thread."))
            return redirect("thread", room_id)
    page = {
        "form": form,
        "mentorship": mentorship,
        "promise": found,
        "words": promises.words_for(mentorship),
        "is_mentor": mentorship.mentor_id == me(request).pk,
    }
    return form_page(request, "mentoring/promise.html", page)


@require_POST
def agree_stand_in(request: HttpRequest, room_id: int) -> HttpResponseBase:
    mentorship = access.mentorship_for(me(request), room_id)
    yes = request.POST.get("answer") == "yes"
    with refusal_told(request):
        promising.agree_stand_in(mentorship, yes, by=me(request))
    return redirect("promise", room_id)
