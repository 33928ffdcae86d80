"""A page of one's own limits: the week, days away, and a mentor's pause."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mentoring import programme_access as access
from mentoring.actions import asking, going_away
from mentoring.limit_forms import AwayForm, HoursForm, PauseForm, hours_initial
from people import rest
from people.access import me
from people.models import Role
from people.refusing import form_page, refusal_on
from realtime.later import later as _


@require_http_methods(["GET", "POST"])
def my_hours(request: HttpRequest) -> HttpResponseBase:
    """The week when one can write or meet, days away, and a pause."""
    person = me(request)
    form = HoursForm(request.POST or None, hours_initial(person.hours.all()))
    if form.is_valid():
        asking.keep_hours(form.spans(), by=person)
        messages.success(request, _("Your hours are kept."))
        return redirect("my_hours")
    return _page(request, hours=form)


@require_POST
def go_away(request: HttpRequest) -> HttpResponseBase:
    form = AwayForm(request.POST)
    if form.is_valid():
        with refusal_on(form):
            going_away.go_away(by=me(request), **form.cleaned_data)
            messages.success(request, _("Your days away are kept."))
            return redirect("my_hours")
    return _page(request, away=form)


@require_POST
def pause(request: HttpRequest) -> HttpResponseBase:
    form = PauseForm(request.POST)
    if form.is_valid():
        with refusal_on(form):
            going_away.pause(by=me(request), **form.cleaned_data)
            messages.success(request, _("You are pausing. Take the time you need."))
            return redirect("my_hours")
    return _page(request, pause=form)


@require_POST
def come_back(request: HttpRequest, away_id: int) -> HttpResponseBase:
    away = access.away_for(me(request), away_id)
    going_away.come_back(away, by=me(request))
    if away.is_pause:
        messages.success(request, _("Welcome back. Those you support are told."))
    else:
        messages.success(request, _("Taken off your list."))
    return redirect("my_hours")


def _page(
    request: HttpRequest,
    hours: HoursForm | None = None,
    away: AwayForm | None = None,
    pause: PauseForm | None = None,
) -> HttpResponseBase:
    person = me(request)
    today = timezone.now().astimezone(rest.zone_of(person)).date()
    aways = person.aways.not_over(today).select_related("stand_in")
    hours = hours or HoursForm(None, hours_initial(person.hours.all()))
    pausing = next((one for one in aways if one.is_pause), None)
    now = {"stand_in": pausing.stand_in} if pausing else None
    page = {
        "form": away or pause or hours,
        "hours": hours,
        "away": away or AwayForm(),
        "pause": pause or PauseForm(initial=now),
        "may_pause": person.role == Role.MENTOR,
        "pausing": pausing,
        "aways": [one for one in aways if not one.is_pause],
    }
    return form_page(request, "mentoring/my_hours.html", page)
