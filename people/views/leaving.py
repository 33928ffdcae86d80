"""The page by which somebody leaves for good, and what they read when they have."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from people import actions
from people.access import me
from people.actions.refusal import Refused
from people.own_forms import ProofForm
from people.views import gone
from people.views.own import is_proven


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def leave_for_good(request: HttpRequest) -> HttpResponseBase:
    person = me(request)
    form = ProofForm(request.POST or None)
    if request.method == "POST" and is_proven(request, person, form):
        try:
            actions.leave_for_good(person, by=person)
        except Refused as no:
            form.add_error(None, no.words)
        else:
            return gone.go(request, "leave_for_good")
    page = {"form": form, "form_of": gone.form_of(person, "leave_for_good")}
    return render(request, "people/leave.html", page)


@login_not_required
@require_safe
def leaving_begun(request: HttpRequest) -> HttpResponse:
    """For whoever has just left: it knows nobody, and asks nothing."""
    return render(request, "people/leaving_begun.html")
