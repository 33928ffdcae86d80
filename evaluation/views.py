"""The page of first measures, for safeguarding leads."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from evaluation import measures
from people.access import leads_only

PERIOD = timedelta(days=28)


@leads_only
@require_safe
def evaluation(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    shown = {
        "since": now - PERIOD,
        "first_looks": measures.first_looks(now - PERIOD),
        "answered": measures.answered(now - PERIOD, now),
        "first_answered": measures.first_answered(now - PERIOD, now),
        "enough": measures.ENOUGH,
    }
    return render(request, "evaluation/evaluation.html", shown)
