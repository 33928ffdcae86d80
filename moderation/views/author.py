"""What a decision means for who wrote: what was done, why, and what they can do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from moderation import access, told
from people.access import me


@require_safe
def decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    found = access.decision_for(me(request), decision_id)
    return render(request, "moderation/decision.html", told.of(found))
