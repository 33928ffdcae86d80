"""The programme report for coordinators, and the measures for leads."""

import csv

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from evaluation import about_mentors as about
from evaluation import access, actions, difference, figures, plots, programme
from evaluation.change import ENOUGH
from evaluation.forms import MeasureForm, PeriodForm, ReaderForm
from evaluation.models import Quote
from people.access import coordinators_only, leads_only, me, staff_only
from people.actions import Refused
from people.refusing import form_page, refusal_on

PAGE = 30


@coordinators_only
@require_GET
def report(request: HttpRequest) -> HttpResponseBase:
    form = PeriodForm(request.GET or {"since": ""})
    if not form.is_valid():
        return render(request, "evaluation/report.html", {"form": form}, status=422)
    period = form.period()
    results = difference.results(period)
    messages_sent = programme.messages(period)
    page = {
        "form": form,
        "period": period,
        "days": form.days(),
        "figures": figures.figures(period),
        "week": plots.week(messages_sent) if messages_sent.total >= ENOUGH else None,
        "bars": plots.bars(results),
        "quotes": Quote.objects.filter(period.within("at"), may_be_shown=True),
        "enough": ENOUGH,
    }
    return render(request, "evaluation/report.html", page)


@coordinators_only
@require_GET
def report_csv(request: HttpRequest) -> HttpResponseBase:
    form = PeriodForm(request.GET or {"since": ""})
    if not form.is_valid():
        return redirect("programme_report")
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="report.csv"'
    # By this mark a spreadsheet reads it as UTF-8.
    answer.write("\ufeff")
    lines = csv.writer(answer)
    lines.writerow(["section", "figure", "value", "of"])
    period = form.period()
    by_hour = figures.hours(programme.messages(period))
    for one in (*figures.figures(period), *by_hour):
        lines.writerow([one.section, one.words, one.value, one.of])
    return answer


@leads_only
@require_http_methods(["GET", "POST"])
def measures(request: HttpRequest) -> HttpResponseBase:
    form = MeasureForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        cleaned = dict(form.cleaned_data)
        try:
            actions.add_measure(cleaned.pop("file"), by=me(request), **cleaned)
        except Refused as no:
            form.add_error(no.field, no.words)
        else:
            messages.success(request, "It is added, and asked from now on.")
            return redirect("measures")
    return _measures(request, form)


def _measures(
    request: HttpRequest, form: Form, naming: ReaderForm | None = None
) -> HttpResponseBase:
    """Every measure, and who reads it; `naming` is the form that was sent, if one was."""
    rows = [
        (one, ReaderForm(one) if one.reader else None)
        for one in access.measures_for(me(request))
    ]
    if naming:
        rows = [(one, naming if one == naming.measure else its) for one, its in rows]
    page = {"rows": rows, "adding": form, "form": naming or form}
    return form_page(request, "evaluation/measures.html", page)


@leads_only
@require_POST
def name_reader(request: HttpRequest, measure_id: int) -> HttpResponseBase:
    measure = access.measure_for(me(request), measure_id)
    form = ReaderForm(measure, request.POST)
    if form.is_valid():
        reader = form.cleaned_data["reader"]
        with refusal_on(form):
            actions.name_reader(measure, reader, by=me(request))
            messages.success(request, f"{reader} reads the answers from now on.")
            return redirect("measures")
    return _measures(request, MeasureForm(), form)


@leads_only
@require_POST
def turn_measure(request: HttpRequest, measure_id: int) -> HttpResponseBase:
    measure = access.measure_for(me(request), measure_id)
    # It says what is wanted: sent twice, it is done once.
    actions.turn_measure(measure, is_asked=request.POST.get("ask") == "yes")
    return redirect("measures")


@coordinators_only
@require_GET
def about_mentors(request: HttpRequest) -> HttpResponseBase:
    pages = Paginator(access.answers_about_mentors(me(request)), PAGE)
    page = pages.get_page(request.GET.get("page"))
    shown = {"page": page, "said": about.told(page.object_list)}
    return render(request, "evaluation/about_mentors.html", shown)


@staff_only
@require_GET
def answers_to_read(request: HttpRequest) -> HttpResponseBase:
    """For who is named to read a measure; for other staff there is nothing here."""
    page = {"rows": access.answers_to_read(me(request))}
    return render(request, "evaluation/answers_to_read.html", page)


@staff_only
@require_POST
def mark_read(request: HttpRequest, answers_id: int) -> HttpResponseBase:
    actions.mark_read(access.answers_for(me(request), answers_id), by=me(request))
    return redirect("answers_to_read")
