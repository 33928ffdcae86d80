"""Where a coordinator pairs a mentor with a mentee, and sees who is paired."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from mentoring import actions, pair_lines, pairing_access
from mentoring.coordinating_forms import PairForm
from people.access import coordinators_only, me
from people.refusing import form_page, refusal_on

PAGE = 20


@coordinators_only
@require_http_methods(["GET", "POST"])
def pair(request: HttpRequest) -> HttpResponseBase:
    form = PairForm(request.POST or None, pairing_access.mentors_for(me(request)))
    if form.is_valid():
        with refusal_on(form):
            actions.pair(by=me(request), **form.cleaned_data)
            messages.success(request, "They are paired, and both are told.")
            return redirect("pair")
    alias = request.GET.get("alias", "")
    found = pairing_access.current_pairs(me(request), alias)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    lines = pair_lines.pairs_of(page.object_list)
    shown = {"form": form, "page": page, "pairs": lines, "alias": alias}
    return form_page(request, "mentoring/pair.html", shown)


@coordinators_only
@require_POST
def end_mentorship(request: HttpRequest, mentorship_id: int) -> HttpResponseBase:
    found = pairing_access.pair_for(me(request), mentorship_id)
    actions.end_mentorship(found, by=me(request))
    messages.success(request, "It has ended. Both are told, and can still read it.")
    return redirect("pair")
