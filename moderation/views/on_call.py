"""Who is on call, what is asked of them, and the targets."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from moderation import access, alarms, paging, targets
from moderation.actions import on_call as actions
from moderation.actions import paging as pages
from moderation.paging_forms import OnCallForm, TargetsForm
from moderation.views.policy import on_screen, written_over
from people.access import coordinators_only, leads_only, me, moderators_only
from people.actions import Refused

SAID = "Thank you. Nobody else is called for now."
# An emergency goes on calling until it is confirmed, and a fault has told every lead.
SAID_OF_THE_REST = "Thank you. We know that it reached you."


@coordinators_only
@require_http_methods(["GET", "HEAD", "POST"])
def on_call(request: HttpRequest) -> HttpResponseBase:
    """The list, and a form to put somebody on it; addresses are never shown."""
    form = OnCallForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.put_on_call(
                given["person"],
                channel=given["channel"],
                reach=form.reach(),
                by=me(request),
            )
        except Refused as no:
            form.add_error(no.field, no.words)
        else:
            messages.success(request, "Thank you. Please send a test now.")
            return redirect("on_call")
    shown = {
        "form": form,
        "entries": access.on_call_for(me(request)),
        "warnings": alarms.warnings(),
    }
    return render(request, "moderation/on_call.html", shown)


@coordinators_only
@require_POST
def test(request: HttpRequest, entry_id: int) -> HttpResponseBase:
    entry = access.on_call_entry_for(me(request), entry_id)
    try:
        pages.test_on_call(entry)
    except Refused as no:
        messages.info(request, no.words)
    else:
        paging.send_due()
        messages.success(request, "A test is on its way. Ask them whether it came.")
    return redirect("on_call")


@coordinators_only
@require_POST
def move_up(request: HttpRequest, entry_id: int) -> HttpResponseBase:
    entry = access.on_call_entry_for(me(request), entry_id)
    try:
        actions.move_up(entry, by=me(request))
    except Refused as no:
        messages.info(request, no.words)
    return redirect("on_call")


@coordinators_only
@require_POST
def take_off(request: HttpRequest, entry_id: int) -> HttpResponseBase:
    person = me(request)
    actions.take_off_call(access.on_call_entry_for(person, entry_id), by=person)
    messages.success(request, "They are no longer called.")
    return redirect("on_call")


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, token: uuid.UUID) -> HttpResponseBase:
    """Where the link of a message leads: to one button, and then to the board."""
    person = me(request)
    found = access.page_for(person, token)
    is_handover = found.key.startswith("handover:")
    if request.method != "POST":
        shown = {"page": found, "is_handover": is_handover}
        return render(request, "moderation/page.html", shown)
    try:
        pages.acknowledge_page(found, by=person)
    except Refused as no:
        messages.info(request, no.words)
    else:
        stops_for_now = is_handover or found.flag_id
        messages.success(request, SAID if stops_for_now else SAID_OF_THE_REST)
    return redirect("moderation")


@leads_only
@require_http_methods(["GET", "HEAD", "POST"])
def set_targets(request: HttpRequest) -> HttpResponseBase:
    now = targets.lasts()
    minutes = {level: int(now[level].total_seconds() // 60) for level in now}
    form = TargetsForm(request.POST or None, initial=minutes)
    if form.is_valid() and _set(request, form):
        messages.success(request, "The new targets count from now on.")
        return redirect("targets")
    newest = targets.newest()
    after = written_over(form, newest.pk if newest else 0)
    shown = {"form": form, "newest": newest, "after": after}
    return render(request, "moderation/targets.html", shown)


def _set(request: HttpRequest, form: TargetsForm) -> bool:
    given = form.cleaned_data
    try:
        actions.set_targets(by=me(request), after=on_screen(request), **given)
    except Refused as no:
        form.add_error(None, no.words)
        return False
    return True
