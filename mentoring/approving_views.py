"""Where a coordinator makes mentors of several volunteers who are ready."""

from collections.abc import Iterable
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mentoring import in_order
from mentoring import programme_access as access
from mentoring.actions import volunteering
from mentoring.models import Volunteer
from people.access import coordinators_only, me
from people.actions import Refused
from people.choosing import SeveralField
from people.refusing import form_page


class ApproveForm(forms.Form):
    volunteers: ClassVar = SeveralField[Volunteer](
        queryset=Volunteer.objects.none(),
        error_messages={
            "required": "Choose at least one.",
            "invalid_choice": "Somebody on your list is not new any more.",
        },
    )


@coordinators_only
@require_http_methods(["GET", "POST"])
def approve_several(request: HttpRequest) -> HttpResponseBase:
    """Those who are new: who is ready can be chosen, of the others it is said why not."""
    offered = access.volunteers_for(me(request)).filter(state=Volunteer.State.OFFERED)
    form = ApproveForm(request.POST if request.method == "POST" else None)
    form.fields["volunteers"].queryset = offered  # type: ignore[attr-defined]
    if form.is_valid():
        _approve(request, form.cleaned_data["volunteers"])
        return redirect("approve_several")
    today, asked = timezone.localdate(), in_order.asked_of_mentors()
    lines = [(one, in_order.missing(one, today, asked)) for one in offered]
    ready = [one for one, lacking in lines if not lacking]
    page = {
        "ready": ready,
        "others": [line for line in lines if line[1]],
        "chosen": _chosen(request, ready),
        "form": form,
    }
    return form_page(request, "mentoring/approve_several.html", page)


def _chosen(request: HttpRequest, ready: Iterable[Volunteer]) -> list[str]:
    if "all" in request.GET:
        return [str(one.pk) for one in ready]
    return request.POST.getlist("volunteers")


def _approve(request: HttpRequest, chosen: Iterable[Volunteer]) -> None:
    """Each is a decision of its own: one who is not ready holds up nobody."""
    refused = 0
    for one in chosen:
        try:
            volunteering.approve_volunteer(one, by=me(request))
        except Refused:
            refused += 1
    if refused:
        messages.warning(request, "Not everybody was ready. Below is why.")
    else:
        messages.success(request, "They are mentors now, and are told.")
