"""Sessions in a calendar: months and weeks on screen, a file for one, an address for all."""

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mentoring import calendars, group_access, months, session_access
from mentoring.actions import calendar as actions
from people.access import me
from realtime.later import later as _
from realtime.limits import Buckets

# A calendar programme asks a few times an hour; one that asks each second waits.
_asks = Buckets(rate=1 / 60, burst=10)
LATER = timedelta(minutes=15)
PLAIN = "text/plain; charset=utf-8"


@require_safe
def my_calendar(request: HttpRequest) -> HttpResponseBase:
    person = me(request)
    found = session_access.sessions_in_calendar(person)
    page = {
        "months": months.months_of(person, found, group_access.in_calendar(person)),
        "has_feed": session_access.has_feed(person),
        "address": request.session.pop("calendar_address", ""),
    }
    return render(request, "mentoring/calendar.html", page)


@require_safe
def my_week(request: HttpRequest) -> HttpResponseBase:
    """The week of any of its days; without one, this week."""
    person = me(request)
    found = session_access.sessions_in_calendar(person)
    groups = group_access.in_calendar(person)
    week = months.week_of(_day(request.GET.get("day", "")), person, found, groups)
    return render(request, "mentoring/week.html", {"week": week})


@require_POST
def make_feed(request: HttpRequest) -> HttpResponseBase:
    """The address is shown once, on the next page."""
    token = actions.make_feed(by=me(request))
    path = reverse("calendar_feed", args=[token])
    request.session["calendar_address"] = request.build_absolute_uri(path)
    return redirect("my_calendar")


@require_POST
def end_feed(request: HttpRequest) -> HttpResponseBase:
    actions.end_feed(by=me(request))
    messages.success(request, _("The address works no longer."))
    return redirect("my_calendar")


@require_safe
def session_file(request: HttpRequest, session_id: int) -> HttpResponseBase:
    """Of what both have agreed to: nobody could take a suggestion out of a calendar."""
    found = session_access.sessions_in_calendar(me(request))
    session = get_object_or_404(found, pk=session_id)
    return _answer(calendars.calendar_of([session], request.get_host()))


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """For a calendar programme, which signs in nowhere; the token is the key."""
    kept = actions.token_hash(token)
    person = session_access.owner_of_feed(kept)
    wait = _asks.wait(kept)
    if wait:
        words = _("This calendar was asked for too often. Try again in a minute.")
        headers = {"Retry-After": str(int(wait) + 1)}
        return HttpResponse(words, PLAIN, status=429, headers=headers)
    sessions: list[calendars.Entry] = list(session_access.sessions_in_calendar(person))
    sessions += group_access.in_calendar(person)
    mark = calendars.mark_of(sessions)
    if request.headers.get("If-None-Match") == mark:
        return HttpResponse(status=304, headers={"ETag": mark})
    answer = _answer(calendars.calendar_of(sessions, request.get_host()))
    answer["ETag"] = mark
    answer["Cache-Control"] = f"private, max-age={int(LATER.total_seconds())}"
    return answer


def _day(said: str) -> date:
    """Written as our links write it, and neither too long ago nor too far away."""
    if not said:
        return timezone.localdate()
    try:
        found = date.fromisoformat(said)
    except ValueError:
        raise Http404 from None
    if found.isoformat() != said or not months.is_shown(found):
        raise Http404
    return found


def _answer(content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="sessions.ics"'
    return answer
