"""Looking into a thread, and when its two are told."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from moderation import access, actions
from moderation.forms import DelayForm, LeadLookForm, LookForm
from moderation.views import flag as flag_pages
from people.access import leads_only, me, moderators_only
from people.actions import Refused


@moderators_only
@require_POST
def look(request: HttpRequest, flag_id: int) -> HttpResponseBase:
    person = me(request)
    found = access.flag_for(person, flag_id)
    form = (LeadLookForm if person.is_lead else LookForm)(request.POST)
    if form.is_valid():
        waits = isinstance(form, LeadLookForm) and form.cleaned_data["waits"]
        delay = form.delay() if isinstance(form, LeadLookForm) and waits else None
        reason = form.cleaned_data["reason"]
        try:
            actions.open_thread_view(found, by=person, reason=reason, delay=delay)
        except Refused as no:
            form.add_error(no.field, no.words)
        else:
            return flag_pages.go_on(request, found)
    return flag_pages.show(request, found, look=form)


@leads_only
@require_http_methods(["GET", "POST"])
def delay(request: HttpRequest, view_id: int) -> HttpResponseBase:
    """A lead has the telling wait longer, or ends the wait."""
    lead = me(request)
    view = access.view_for(lead, view_id)
    form = DelayForm(request.POST or None)
    if form.is_valid():
        wanted = form.delay()
        try:
            actions.delay_telling(
                view, by=lead, reason=wanted.reason, review_on=wanted.review_on
            )
        except Refused as no:
            form.add_error(no.field, no.words)
        else:
            messages.success(request, "The two are not told for now.")
            return redirect("moderation")
    return render(request, "moderation/delay.html", {"view": view, "form": form})


@leads_only
@require_POST
def tell(request: HttpRequest, view_id: int) -> HttpResponseBase:
    lead = me(request)
    view = access.view_for(lead, view_id)
    try:
        actions.tell_pair(view, by=lead)
    except Refused as no:
        messages.info(request, no.words)
    else:
        messages.success(request, "The two have been told.")
    return redirect("moderation")


@require_safe
def views_of_thread(request: HttpRequest, room_id: int) -> HttpResponse:
    """For the two of a thread: who has looked in, when and why."""
    thread = access.thread_for(me(request), room_id)
    shown = {"thread": thread, "views": access.views_of(thread)}
    return render(request, "moderation/views_of_thread.html", shown)
