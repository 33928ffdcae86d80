"""Where a coordinator gives a group another host, or has looked at one that stopped."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from mentoring import group_access, groups, live_access
from mentoring.actions import hosting
from mentoring.form_fields import MentorField
from people.access import coordinators_only, me
from people.refusing import form_page, refusal_on


class HostForm(forms.Form):
    host = MentorField("Who holds it?", "The alias of another mentor. Ask them first.")


@coordinators_only
@require_http_methods(["GET", "POST"])
def hand_over_group(request: HttpRequest, group_id: int) -> HttpResponseBase:
    found = group_access.group_for(me(request), group_id)
    form = HostForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusal_on(form):
            hosting.hand_over_group(found, form.cleaned_data["host"], by=me(request))
            messages.success(request, "Done. Everybody with a place is told.")
            return redirect("group", group_id)
    page = {"form": form, "card": groups.group_card(me(request), found)}
    return form_page(request, "mentoring/hand_over_group.html", page)


@coordinators_only
@require_POST
def see_to_group(request: HttpRequest, group_id: int) -> HttpResponseBase:
    gone = live_access.group_without_host(me(request), group_id)
    hosting.see_to_group(gone, by=me(request))
    messages.success(request, "Noted as seen to.")
    return redirect("live_sessions")
