"""Where a coordinator looks after volunteers, and the charity's own lists."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mentoring import in_order
from mentoring import programme_access as access
from mentoring.actions import listing, volunteering
from mentoring.coordinating_forms import (
    CheckForm,
    ReasonForm,
    RequirementForm,
    TopicForm,
)
from mentoring.models import Volunteer
from mentoring.programme_views import do, reason_back
from people.access import coordinators_only, me
from people.models import Person
from people.refusing import form_page, refusal_on


@coordinators_only
@require_http_methods(["GET", "POST"])
def volunteer_for(request: HttpRequest, volunteer_id: int) -> HttpResponseBase:
    """One volunteer: their words, what is in order, and noting what was done."""
    found = access.volunteer_for(me(request), volunteer_id)
    form = CheckForm(request.POST or None)
    if form.is_valid():
        with refusal_on(form):
            volunteering.note_check(found, by=me(request), **form.cleaned_data)
            messages.success(request, "Noted.")
            return redirect("volunteer_for", volunteer_id)
    page = {
        "volunteer": found,
        "checks": found.checks.order_by("-done_on", "-pk"),
        "lacking": in_order.missing(found, timezone.localdate()),
        "form": form,
        "states": Volunteer.State,
    }
    return form_page(request, "mentoring/volunteer_for.html", page)


@coordinators_only
@require_POST
def decide_volunteer(request: HttpRequest, volunteer_id: int) -> HttpResponseBase:
    found = access.volunteer_for(me(request), volunteer_id)
    if sent_back := reason_back(request, reverse("volunteer_for", args=[volunteer_id])):
        return sent_back
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    acts: dict[str, Callable[[Person], Any]] = {
        "approve": lambda by: volunteering.approve_volunteer(found, by=by),
        "decline": lambda by: volunteering.decline_volunteer(
            found, by=by, reason=reason
        ),
        "stop": lambda by: volunteering.stop_volunteering(found, by=by),
    }
    act = acts.get(request.POST.get("decision", ""))
    if act is None:
        messages.warning(request, "Choose what to do.")
        return redirect("volunteer_for", volunteer_id)
    return do(request, act, "Done.", "volunteer_for", volunteer_id)


@coordinators_only
@require_http_methods(["GET", "POST"])
def topics(request: HttpRequest) -> HttpResponseBase:
    form = TopicForm(request.POST or None)
    if form.is_valid():
        with refusal_on(form):
            listing.add_topic(**form.cleaned_data)
            messages.success(request, "It is on the list.")
            return redirect("topics")
    page = {"topics": access.topics_for(me(request)), "form": form}
    return form_page(request, "mentoring/topics.html", page)


@coordinators_only
@require_http_methods(["GET", "POST"])
def requirements(request: HttpRequest) -> HttpResponseBase:
    form = RequirementForm(request.POST or None)
    if form.is_valid():
        with refusal_on(form):
            listing.add_requirement(**form.cleaned_data)
            messages.success(request, "It is asked of mentors from now on.")
            return redirect("requirements")
    page = {"requirements": access.requirements_for(me(request)), "form": form}
    return form_page(request, "mentoring/requirements.html", page)


@coordinators_only
@require_POST
def turn_topic(request: HttpRequest, topic_id: int) -> HttpResponseBase:
    topic = access.one(access.topics_for(me(request)), topic_id)
    # It says what is wanted: sent twice, it is done once.
    listing.turn_topic(topic, is_offered=request.POST.get("offer") == "yes")
    return redirect("topics")


@coordinators_only
@require_POST
def turn_requirement(request: HttpRequest, requirement_id: int) -> HttpResponseBase:
    found = access.one(access.requirements_for(me(request)), requirement_id)
    listing.turn_requirement(found, is_asked=request.POST.get("ask") == "yes")
    return redirect("requirements")
