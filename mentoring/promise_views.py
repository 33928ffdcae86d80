"""The page of a reply promise: the mentor makes it, both read it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from mentoring import access, programme_access, promises, thread_access
from mentoring.actions import agreeing_promise, promising, standing_in
from mentoring.form_fields import StandInField, time_field
from mentoring.week import DAYS
from people.access import me
from people.refusing import form_page, refusal_on, refusal_told
from realtime.later import later as _


class PromiseForm(forms.Form):
    weekday = forms.TypedChoiceField(
        label=_("I answer by"),
        choices=[(n, _(day)) for n, day in enumerate(DAYS)],
        coerce=int,
    )
    until = time_field(_("At the latest at"))
    stand_in = StandInField(
        _("Who may answer if you can’t (you can leave this empty)"),
        _("The alias of another mentor. Ask them first."),
    )


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
        "asked": thread_access.asked_by(mentorship),
        "words": promises.words_for(mentorship),
        "is_mentor": mentorship.mentor_id == me(request).pk,
    }
    return form_page(request, "mentoring/promise.html", page)


@require_POST
def answer_promise(request: HttpRequest, room_id: int) -> HttpResponseBase:
    mentorship = access.mentorship_for(me(request), room_id)
    yes = request.POST.get("answer") == "yes"
    with refusal_told(request):
        agreeing_promise.answer_promise(mentorship, yes, by=me(request))
    return redirect("promise", room_id)


@require_POST
def agree_stand_in(request: HttpRequest, room_id: int) -> HttpResponseBase:
    mentorship = access.mentorship_for(me(request), room_id)
    yes = request.POST.get("answer") == "yes"
    with refusal_told(request):
        promising.agree_stand_in(mentorship, yes, by=me(request))
    return redirect("promise", room_id)


@require_POST
def agree_meanwhile(
    request: HttpRequest, room_id: int, away_id: int
) -> HttpResponseBase:
    mentorship = access.mentorship_for(me(request), room_id)
    away = programme_access.away_for(mentorship.mentor, away_id)
    yes = request.POST.get("answer") == "yes"
    with refusal_told(request):
        standing_in.agree_meanwhile(mentorship, away, yes, by=me(request))
        messages.success(request, _("Thank you for your answer."))
    return redirect("thread", room_id)
