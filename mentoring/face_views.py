"""Pairs that meet face to face: a coordinator keeps them, a mentor notes the meetings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from mentoring import programme_access as access
from mentoring.actions import meeting
from mentoring.coordinating_forms import EndedForm, FacePairForm, MeetingForm
from people.access import coordinators_only, me
from people.actions import Refused
from people.refusing import form_page, refusal_on, refusal_told


@coordinators_only
@require_http_methods(["GET", "POST"])
def face_pairs(request: HttpRequest) -> HttpResponseBase:
    form = FacePairForm(request.POST or None)
    if form.is_valid():
        with refusal_on(form):
            meeting.begin_face_pair(by=me(request), **form.cleaned_data)
            messages.success(request, "It is kept.")
            return redirect("face_pairs")
    page = {"pairs": access.face_pairs_of(me(request)), "form": form}
    return form_page(request, "mentoring/face_pairs.html", page)


@require_http_methods(["GET", "POST"])
def face_pair(request: HttpRequest, pair_id: int) -> HttpResponseBase:
    """One pair and its meetings, for its mentor and for coordinators."""
    pair = access.one(access.face_pairs_of(me(request)), pair_id)
    form = MeetingForm(request.POST or None)
    if form.is_valid():
        with refusal_on(form):
            meeting.note_meeting(pair, by=me(request), **form.cleaned_data)
            messages.success(request, "The meeting is noted.")
            return redirect("face_pair", pair_id)
    page = {"pair": pair, "form": form, "ended": EndedForm()}
    return form_page(request, "mentoring/face_pair.html", page)


@coordinators_only
@require_POST
def end_face_pair(request: HttpRequest, pair_id: int) -> HttpResponseBase:
    pair = access.one(access.face_pairs_of(me(request)), pair_id)
    form = EndedForm(request.POST)
    with refusal_told(request):
        if not form.is_valid():
            raise Refused("Choose the last day.")
        meeting.end_face_pair(pair, by=me(request), **form.cleaned_data)
        messages.success(request, "It has ended. It still counts.")
    return redirect("face_pair", pair_id)
