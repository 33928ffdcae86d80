"""What is kept about a person, for how long, and what they can do about it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from moderation import policies, retention


@login_not_required
@require_safe
def what_we_keep(request: HttpRequest) -> HttpResponse:
    """Also for whoever thinks about joining."""
    page = {
        "room_days": policies.longest_of_a_day("retention", "rooms"),
        "thread_days": retention.threads_kept_for().days,
    }
    return render(request, "care/what_we_keep.html", page)
