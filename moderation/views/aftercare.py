"""Aftercare: what is to be done for people after a red flag."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from moderation import access
from moderation import aftercare as cares
from moderation.actions.aftercare import do_care
from moderation.aftercare_forms import CareForm
from moderation.aftercare_models import Care
from people.access import me, moderators_only
from people.actions import Refused


@moderators_only
@require_safe
def aftercare(request: HttpRequest) -> HttpResponse:
    return _page(request, None, None)


@moderators_only
@require_POST
def done(request: HttpRequest, care_id: int) -> HttpResponseBase:
    person = me(request)
    care = access.care_for(person, care_id)
    form = CareForm(request.POST, care=care)
    is_needed = request.POST.get("needed") != "no"
    note = form.cleaned_data["note"] if form.is_valid() else ""
    try:
        do_care(care, by=person, note=note, is_needed=is_needed)
    except Refused as no:
        if no.field is None:
            messages.info(request, no.words)
            return redirect("aftercare")
        form.add_error(no.field, no.words)
        return _page(request, care, form)
    messages.success(request, "Thank you. That is done.")
    return redirect("aftercare")


def _page(
    request: HttpRequest, care: Care | None, form: CareForm | None
) -> HttpResponse:
    tasks = [
        (one, form if care and form and one.pk == care.pk else CareForm(care=one))
        for one in cares.waiting(me(request))
    ]
    return render(request, "moderation/aftercare.html", {"tasks": tasks})
