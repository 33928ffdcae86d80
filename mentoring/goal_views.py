"""The pages of goals and steps, for the two, and of notes for one alone."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from mentoring import access, thread_access
from mentoring.actions import goals as actions
from mentoring.goal_models import LONGEST_NOTES
from mentoring.models import Goal, Mentorship
from people.access import me
from people.refusing import form_page, refusal_on, refusal_told
from realtime.later import later as _


class WordsForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What you would like to reach"),
        help_text=gettext_lazy("It is also written in your thread."),
        max_length=actions.LONGEST,
        error_messages={"required": gettext_lazy("Write it in a few words.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class StepForm(WordsForm):
    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["words"].label = _("A small step")


class NotesForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Your notes"),
        required=False,
        max_length=LONGEST_NOTES,
        widget=forms.Textarea(attrs={"rows": 12}),
    )


@require_http_methods(["GET", "POST"])
def goals(request: HttpRequest, room_id: int) -> HttpResponseBase:
    mentorship = access.mentorship_for(me(request), room_id)
    form = WordsForm(request.POST or None)
    if form.is_valid():
        with refusal_on(form):
            actions.suggest_goal(mentorship, form.cleaned_data["words"], by=me(request))
            messages.success(request, _("Suggested. It is in your thread too."))
            return redirect("goals", room_id)
    return _page(request, mentorship, form)


def _page(request: HttpRequest, mentorship: Mentorship, form: Any) -> HttpResponseBase:
    found = thread_access.goals_of(me(request), mentorship)
    page = {
        "form": form,
        "mentorship": mentorship,
        "other": mentorship.other(me(request)),
        "open_goals": [goal for goal in found if goal.is_open],
        "closed_goals": [goal for goal in found if not goal.is_open],
    }
    return form_page(request, "mentoring/goals.html", page)


@require_POST
def change_goal(request: HttpRequest, goal_id: int) -> HttpResponseBase:
    goal = thread_access.goal_for(me(request), goal_id)
    what = request.POST.get("what", "")
    if what not in {"agree", "reached", "let_go"}:
        raise Http404
    with refusal_told(request):
        _change(goal, what, request)
    return redirect("goals", goal.mentorship.room_id)


def _change(goal: Goal, what: str, request: HttpRequest) -> None:
    if what == "agree":
        actions.agree_goal(goal, by=me(request))
        messages.success(request, _("It is a goal of you both now."))
    else:
        actions.close_goal(goal, by=me(request), is_reached=what == "reached")


@require_http_methods(["GET", "POST"])
def add_step(request: HttpRequest, goal_id: int) -> HttpResponseBase:
    goal = thread_access.goal_for(me(request), goal_id)
    form = StepForm(request.POST or None)
    if form.is_valid():
        with refusal_on(form):
            actions.add_step(goal, form.cleaned_data["words"], by=me(request))
            return redirect("goals", goal.mentorship.room_id)
    page = {"form": form, "goal": goal}
    return form_page(request, "mentoring/step.html", page)


@require_POST
def tick_step(request: HttpRequest, step_id: int) -> HttpResponseBase:
    step = thread_access.step_for(me(request), step_id)
    is_done = request.POST.get("done") == "yes"
    with refusal_told(request):
        actions.tick_step(step, by=me(request), is_done=is_done)
    return redirect("goals", step.goal.mentorship.room_id)


@require_http_methods(["GET", "POST"])
def own_notes(request: HttpRequest, room_id: int) -> HttpResponseBase:
    mentorship = access.mentorship_for(me(request), room_id)
    mine = thread_access.notes_of(me(request), mentorship)
    form = NotesForm(
        request.POST or None, initial={"words": mine.words if mine else ""}
    )
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            words = form.cleaned_data["words"]
            actions.write_notes(mentorship, words, by=me(request))
            messages.success(request, _("Your notes are kept."))
            return redirect("own_notes", room_id)
    page = {"form": form, "mentorship": mentorship, "notes": mine}
    return form_page(request, "mentoring/own_notes.html", page)
