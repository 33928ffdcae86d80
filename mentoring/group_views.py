"""The pages of group sessions: which there are, one of them, and what its host does."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentoring import connections, scheduling
from mentoring import group_access as access
from mentoring import groups as shown
from mentoring.actions import circling, grouping, planning_groups
from mentoring.group_forms import GroupForm
from people.access import me
from people.actions import Refused
from people.models import Role
from people.refusing import form_page, refusal_on, refusal_told
from realtime.later import later as _

Verb = Callable[..., Any]
# What a button of the page does, and what is said when it is done.
VERBS: dict[str, tuple[Verb, Any]] = {
    "take": (grouping.take_place, ""),
    "help": (grouping.help_host, later("Thank you. The host is told.")),
    "back": (
        grouping.give_place_back,
        later("Thank you for saying. Somebody moves up."),
    ),
    "cancel": (planning_groups.cancel_group, later("Cancelled. Everybody is told.")),
    "circle": (circling.begin_circle, later("The circle is open. Go in to lead it.")),
    "part": (circling.part_group, later("The small circles are open.")),
    "together": (circling.come_together, later("Everybody is asked to come back.")),
    "end": (circling.end_group, later("The group session has ended.")),
}


@require_GET
def groups(request: HttpRequest) -> HttpResponseBase:
    person = me(request)
    page = {
        "cards": shown.group_cards(person, access.groups_ahead(person)),
        "may_plan": person.role == Role.MENTOR,
        "zone": _zone(),
    }
    return render(request, "mentoring/groups.html", page)


@require_http_methods(["GET", "POST"])
def plan_group(request: HttpRequest) -> HttpResponseBase:
    if me(request).role != Role.MENTOR:
        raise Http404
    form = GroupForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusal_on(form):
            group = planning_groups.plan_group(by=me(request), **form.wish())
            messages.success(request, _("Planned. Members can ask for a place now."))
            return redirect("group", group.pk)
    return form_page(request, "mentoring/plan_group.html", {"form": form})


@require_GET
def group(request: HttpRequest, group_id: int) -> HttpResponseBase:
    person = me(request)
    found = access.group_for(person, group_id)
    people = access.list_for(person, found)
    page = {
        "card": shown.group_card(person, found),
        "people": people,
        "has_parted": found.small_circles.filter(ended_at=None).exists(),
        "lost": connections.hosts_lost_in([found]).get(found.pk),
        "is_covered": found.room.is_covered(timezone.now()),
        "may_help": person.role == Role.MENTOR and person.pk != found.host_id,
        "zone": _zone(),
    }
    return render(request, "mentoring/group.html", page)


@require_POST
def group_act(request: HttpRequest, group_id: int) -> HttpResponseBase:
    """One button of the page."""
    found = access.group_for(me(request), group_id)
    verb, done = VERBS.get(request.POST.get("do", ""), (None, ""))
    if verb is None:
        messages.warning(request, _("Choose what to do."))
        return redirect("group", group_id)
    with refusal_told(request):
        verb(found, by=me(request))
        if done:
            messages.success(request, done)
    return redirect("group", group_id)


@require_POST
def come_to_group(request: HttpRequest, group_id: int) -> HttpResponseBase:
    """Into the room where this person's circle is."""
    found = access.group_for(me(request), group_id)
    try:
        room = circling.come_to_group(found, by=me(request))
    except Refused as no:
        messages.warning(request, no.words)
        return redirect("group", group_id)
    return redirect("room", room.pk)


def _zone() -> str:
    return scheduling.place(timezone.get_current_timezone_name())
