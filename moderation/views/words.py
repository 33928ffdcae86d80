"""Erasing for somebody what moderation keeps of their own words."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from moderation import retention
from moderation.actions.erasing import erase_for
from people import access as people
from people.access import leads_only, me

MOST = 1000


@leads_only
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, person_id: int) -> HttpResponseBase:
    lead = me(request)
    person = people.person_for(lead, person_id)
    if request.method == "POST":
        count = erase_for(person, by=lead, most=MOST)
        messages.success(request, f"The words of {_flags(count)} are erased.")
        return redirect("person_words", person_id)
    going, staying = retention.may_go(person), retention.must_stay(person)
    shown = {
        "person": person,
        "going": _flags(going.count()) if going.exists() else "",
        "staying": _flags(staying.count()) if staying.exists() else "",
    }
    return render(request, "moderation/words.html", shown)


def _flags(count: int) -> str:
    return "1 flag" if count == 1 else f"{count} flags"
