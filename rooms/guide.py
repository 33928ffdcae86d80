"""The page where staff say what a room is like, for whoever looks before joining."""

from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from people.access import coordinators_only, me
from rooms import access, actions
from rooms.forms import GuideForm


@coordinators_only
@require_http_methods(["GET", "POST"])
def room_guide(request: HttpRequest, room_id: int) -> HttpResponseBase:
    room = access.public_room(me(request), room_id)
    initial = {name: getattr(room, name) for name in GuideForm.base_fields}
    form = GuideForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.describe_room(room, by=me(request), **form.cleaned_data)
        notes.success(request, "Saved. This is what people see before they join.")
        return redirect("room_about", room.pk)
    return render(request, "rooms/guide.html", {"form": form, "room": room})
