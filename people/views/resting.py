"""Pages for resting: taking a break, its kind words, and a day without heavy topics."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from people import actions, rest
from people.access import me
from people.actions.refusal import Refused
from people.views import gone
from people.views.door import wanted
from realtime.later import later as _


@require_http_methods(["GET", "POST"])
def take_break(request: HttpRequest) -> HttpResponseBase:
    page: dict[str, object] = {"person": me(request)}
    page["lengths"] = {key: words for key, (words, _) in rest.BREAKS.items()}
    if request.method == "POST":
        try:
            actions.take_break(
                me(request), request.POST.get("length", ""), by=me(request)
            )
        except Refused as no:
            page["problem"] = no.words
        else:
            return gone.go(request, "take_break")
    page["form_of"] = gone.form_of(me(request), "take_break")
    return render(request, "people/break.html", page)


@login_not_required
@require_safe
def break_begun(request: HttpRequest) -> HttpResponse:
    """For whoever has just left: it knows nobody, and asks nothing."""
    return render(request, "people/break_begun.html")


@require_POST
def heavy_topics(request: HttpRequest) -> HttpResponseBase:
    """Covers heavy topics for the rest of this person's day, or shows them again."""
    person = me(request)
    if request.POST.get("hide") == "on":
        actions.hide_heavy_today(person, by=person)
        messages.info(request, _("Heavy topics are covered for you until midnight."))
    else:
        actions.show_heavy(person, by=person)
        messages.info(request, _("Heavy topics are not covered for you any more."))
    return redirect(wanted(request, "/settings/"))
