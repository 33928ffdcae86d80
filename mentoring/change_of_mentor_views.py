"""The pages of a change of mentor: wished for, suggested, answered, and what goes along."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentoring import access, pairing_access, thread_access
from mentoring.actions import changing
from people.access import coordinators_only, me
from people.models import Person
from people.refusing import form_page, refusal_on, refusal_told
from realtime.later import later as _
from rooms import access as rooms
from rooms.views import conversation


class AlongForm(forms.Form):
    goals = forms.BooleanField(label=gettext_lazy("Our goals"), required=False)
    thread = forms.BooleanField(
        label=gettext_lazy("This thread, to read"),
        help_text=gettext_lazy("All of it, also what your mentor wrote."),
        required=False,
    )
    summary = forms.CharField(
        label=gettext_lazy("How things are, in my own words"),
        help_text=gettext_lazy("You can leave this empty."),
        required=False,
        max_length=changing.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ToForm(forms.Form):
    to = forms.ModelChoiceField(
        label=_("The new mentor"),
        queryset=Person.objects.none(),
        empty_label=_("Choose a mentor"),
        error_messages={
            "required": _("Choose a mentor."),
            "invalid_choice": _("Choose a mentor from the list."),
        },
    )

    def __init__(self, data: Any, mentors: Any) -> None:
        super().__init__(data)
        to = self.fields["to"]
        assert isinstance(to, forms.ModelChoiceField)
        to.queryset = mentors


@require_POST
def wish_for_change(request: HttpRequest, room_id: int) -> HttpResponseBase:
    mentorship = access.mentorship_for(me(request), room_id)
    with refusal_told(request):
        changing.wish_for_change(mentorship, by=me(request))
        done = _(
            "The coordinators are told. Your mentor is not. It can take some days."
        )
        messages.success(request, done)
    return redirect("ending", room_id)


@coordinators_only
@require_http_methods(["GET", "POST"])
def suggest_change(request: HttpRequest, mentorship_id: int) -> HttpResponseBase:
    found = pairing_access.pair_for(me(request), mentorship_id)
    form = ToForm(request.POST or None, pairing_access.mentors_for(me(request)))
    if form.is_valid():
        with refusal_on(form):
            changing.suggest_change(found, form.cleaned_data["to"], by=me(request))
            messages.success(request, _("The mentee is asked. You hear what they say."))
            return redirect("pair")
    page = {"form": form, "mentorship": found}
    return form_page(request, "mentoring/suggest_change.html", page)


@coordinators_only
@require_POST
def drop_change(request: HttpRequest, change_id: int) -> HttpResponseBase:
    changing.drop_change(
        pairing_access.change_to_settle(me(request), change_id), by=me(request)
    )
    messages.success(request, _("Taken off the list."))
    return redirect("pair")


@require_http_methods(["GET", "POST"])
def change_of_mentor(request: HttpRequest, change_id: int) -> HttpResponseBase:
    """The mentee says yes or no, and what goes along."""
    made = thread_access.change_for(me(request), change_id)
    form = AlongForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            return _answer(request, made, form)
    page = {"form": form, "change": made}
    return form_page(request, "mentoring/change_of_mentor.html", page)


def _answer(request: HttpRequest, made: Any, form: AlongForm) -> HttpResponseBase:
    if request.POST.get("answer") != "yes":
        changing.decline_change(made, by=me(request))
        messages.success(request, _("Your thread goes on as it is."))
        return redirect("thread", made.mentorship.room_id)
    along = changing.Along(**form.cleaned_data)
    new = changing.agree_change(made, along, by=me(request))
    if new is None:
        words = _(
            "This mentor can’t take somebody new on after all. Your thread goes on, "
            "and a coordinator is told."
        )
        messages.warning(request, words)
        return redirect("thread", made.mentorship.room_id)
    return redirect("thread", new.room_id)


@require_GET
def handed_thread(request: HttpRequest, room_id: int) -> HttpResponseBase:
    """An earlier thread, which the mentee lets their new mentor read."""
    made = thread_access.handed_for(me(request), room_id)
    page = conversation(request, rooms.room_for(me(request), room_id)) | {
        "mentorship": made.mentorship,
        "new": made.new,
    }
    return render(request, "mentoring/handed_thread.html", page)
