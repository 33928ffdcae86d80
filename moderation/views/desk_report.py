"""The lead's report: a page with plots, a table to take away, the record of a review."""

import csv
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from moderation import audit, desk_report, going_out, safety_record, targets
from people.access import leads_only

PERIODS = {"28": "28 days", "91": "13 weeks", "365": "A year"}
USUAL = "28"


def _period(request: HttpRequest) -> tuple[str, datetime, datetime]:
    """What was asked for; anything else is the usual."""
    asked = request.GET.get("days", USUAL)
    days = asked if asked in PERIODS else USUAL
    now = timezone.now()
    return days, now - timedelta(days=int(days)), now


@leads_only
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    days, since, until = _period(request)
    shown = desk_report.everything(since, until) | {
        "days": days,
        "periods": PERIODS,
        "since": since,
        "targets": targets.lasts(),
    }
    return render(request, "moderation/desk_report.html", shown)


@leads_only
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    days, since, until = _period(request)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="figures-{days}-days.csv"'
    writer = csv.writer(answer)
    writer.writerow(going_out.HEAD)
    writer.writerows(going_out.rows(desk_report.everything(since, until)))
    return answer


@leads_only
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    _, since, until = _period(request)
    shown = {
        "since": since,
        "until": until,
        "measures": safety_record.MEASURES,
        "answers": safety_record.answers(),
        "versions": safety_record.versions(),
        "newest_targets": targets.newest(),
        "head": audit.head(),
        "rows": list(going_out.rows(desk_report.everything(since, until))),
    }
    return render(request, "moderation/record.html", shown)
