"""Where the host of a group session, or a coordinator, gives it another time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mentoring import group_access as access
from mentoring import groups
from mentoring.actions.moving_groups import move_group as move
from mentoring.forms import TimeForm
from people.access import me
from people.actions import Refused
from realtime.later import later as _


@require_http_methods(["GET", "POST"])
def move_group(request: HttpRequest, group_id: int) -> HttpResponseBase:
    found = access.held_by(me(request), group_id)
    data = request.POST if request.method == "POST" else None
    form = TimeForm(data, initial={"minutes": found.minutes})
    if form.is_valid():
        try:
            move(found, by=me(request), **form.wish())
        except Refused as no:
            form.add_error(no.field if no.field in form.fields else None, no.words)
        else:
            messages.success(
                request, _("Moved. Everybody keeps their place, and is told.")
            )
            return redirect("group", group_id)
    page = {"form": form, "card": groups.group_card(me(request), found)}
    status = 422 if form.errors else 200
    return render(request, "mentoring/move_group.html", page, status=status)
