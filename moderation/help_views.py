"""Help now, open to anybody; and the staff's list of its lines."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from moderation import helpline_actions
from moderation import helplines as lines
from moderation.help_forms import HelplineForm
from moderation.helpline_models import Helpline
from people.access import coordinators_only, me, staff_only
from people.refusing import refusal_told


@login_not_required
@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    return render(request, "moderation/help.html", {"helplines": lines.all_in_order()})


@staff_only
@require_safe
def helplines(request: HttpRequest) -> HttpResponse:
    page = {
        "helplines": lines.all_in_order(),
        "retired": lines.retired(),
        "keeps_list": me(request).is_coordinator,
    }
    return render(request, "moderation/helplines.html", page)


@coordinators_only
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponseBase:
    form = HelplineForm(request.POST or None)
    if not form.is_valid():
        return _form_page(request, form)
    helpline_actions.add_helpline(
        by=me(request), checked_on=form.checked_on(), words=form.words()
    )
    messages.success(request, "Thank you. The line is on the help page now.")
    return redirect("helplines")


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, helpline_id: int) -> HttpResponseBase:
    """One that was taken away comes back with its check; that is for coordinators."""
    line = get_object_or_404(Helpline, pk=helpline_id)
    if line.retired_at and not me(request).is_coordinator:
        raise Http404
    form = HelplineForm(request.POST or None, instance=line)
    if not form.is_valid():
        return _form_page(request, form)
    keep = helpline_actions.update_helpline
    if "back" in request.POST:
        keep = helpline_actions.bring_back_helpline
    keep(line, by=me(request), checked_on=form.checked_on(), words=form.words())
    messages.success(request, "Thank you. The new words are on the help page now.")
    return redirect("helplines")


def _form_page(request: HttpRequest, form: HelplineForm) -> HttpResponse:
    asked = {"form": form, "line": form.instance}
    return render(request, "moderation/helpline_edit.html", asked)


@coordinators_only
@require_POST
def retire(request: HttpRequest, helpline_id: int) -> HttpResponseBase:
    line = get_object_or_404(Helpline, pk=helpline_id)
    with refusal_told(request):
        helpline_actions.retire_helpline(line, by=me(request))
        messages.success(request, "Members no longer see it. You can bring it back.")
    return redirect("helplines")


@coordinators_only
@require_POST
def sooner(request: HttpRequest, helpline_id: int) -> HttpResponseBase:
    line = get_object_or_404(Helpline, pk=helpline_id)
    helpline_actions.show_sooner(line, by=me(request))
    return redirect("helplines")
