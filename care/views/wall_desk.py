"""The wall of help, for staff: what was suggested, what needs a check, each entry."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from care import access, wall
from care.actions import wall as actions
from care.wall_forms import ServiceForm, WhyForm
from care.wall_models import Service
from people import actions as people
from people.access import me, staff_only
from people.refusing import refusal_on


@staff_only
@require_safe
def wall_desk(request: HttpRequest) -> HttpResponse:
    people.mark_notices_seen(me(request), link=request.path)
    today = timezone.localdate()
    overdue = wall.overdue(today)
    page = {
        "suggested": wall.suggested(),
        "overdue": overdue,
        "overdue_lines": wall.overdue_lines(today),
        "listed": [one for one in wall.listed() if one not in overdue],
    }
    return render(request, "care/wall_desk.html", page)


@staff_only
@require_http_methods(["GET", "POST"])
def service_new(request: HttpRequest) -> HttpResponseBase:
    return _edit(request, Service())


@staff_only
@require_http_methods(["GET", "POST"])
def service_edit(request: HttpRequest, service_id: int) -> HttpResponseBase:
    return _edit(request, access.service_for(me(request), service_id))


def _edit(request: HttpRequest, service: Service) -> HttpResponseBase:
    form = ServiceForm(request.POST or None, instance=service)
    if form.is_valid():
        # The form has written into its entry already; the action saves all of it.
        words, on = form.words(), form.checked_on()
        actions.keep_service(service, by=me(request), words=words, checked_on=on)
        messages.success(request, "Thank you. It is on the wall, checked today.")
        return redirect("wall_desk")
    page = {"form": form, "service": service, "why": WhyForm()}
    return render(request, "care/service_edit.html", page)


@staff_only
@require_POST
def service_decline(request: HttpRequest, service_id: int) -> HttpResponseBase:
    service = access.service_for(me(request), service_id)
    why = WhyForm(request.POST)
    if why.is_valid():
        with refusal_on(why):
            actions.decline_service(
                service, by=me(request), why=why.cleaned_data["why"]
            )
    if why.errors:
        page = {"form": why, "service": service, "why": why}
        return render(request, "care/service_decline.html", page)
    messages.info(request, "It is not on the wall. Whoever suggested it is told why.")
    return redirect("wall_desk")


@staff_only
@require_POST
def service_take_down(request: HttpRequest, service_id: int) -> HttpResponseBase:
    service = access.service_for(me(request), service_id)
    actions.take_down_service(service, by=me(request))
    messages.info(request, "It is taken down. You can put it back at any time.")
    return redirect("service_edit", service.pk)
