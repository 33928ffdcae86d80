"""Where a coordinator sees how sessions stand, and looks at what nobody came to."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from mentoring import live, live_access, scheduling
from mentoring.actions import caring
from people.access import coordinators_only, me

AGAIN_MS = 15_000


@coordinators_only
@require_GET
def live_sessions(request: HttpRequest) -> HttpResponseBase:
    now, person = timezone.now(), me(request)
    page = _lines(request) | {
        "hostless": live_access.groups_without_host(person),
        "missed": live_access.missed_by_both(person),
        "felt": live.felt_lately(live_access.felt_lately(person, now), now),
        "zone": scheduling.place(timezone.get_current_timezone_name()),
    }
    return render(request, "mentoring/live.html", page)


@coordinators_only
@require_GET
def live_state(request: HttpRequest) -> JsonResponse:
    """The words of each line as they are now, for a page that is open."""
    lines = _lines(request)
    told = {one.key: one.words for one in [*lines["on_now"], *lines["next"]]}
    return JsonResponse({"lines": told, "known": lines["known"], "again_ms": AGAIN_MS})


@coordinators_only
@require_POST
def see_to_missed(request: HttpRequest, missed_id: int) -> HttpResponseBase:
    found = live_access.missed_for(me(request), missed_id)
    caring.see_to_missed(found, by=me(request))
    messages.success(request, "Noted as seen to.")
    return redirect("live_sessions")


def _lines(request: HttpRequest) -> dict[str, Any]:
    now = timezone.now()
    sessions = live_access.sessions_near(me(request), now)
    groups = live_access.groups_near(me(request), now)
    on_now = live.now_on(sessions, groups, now)
    following = live.next_on(sessions, now) + live.groups_next(groups, now)
    marks = [f"{one.key}{'!' * one.needs_care}" for one in on_now]
    marks += ["|", *(one.key for one in following)]
    return {"on_now": on_now, "next": following, "known": " ".join(marks)}
