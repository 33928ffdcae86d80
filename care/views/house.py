"""Staff speak as the house, and keep its words of welcome; who signed stays with it."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from care import access, actions
from care import house as houses
from care.forms import HouseForm, WelcomeForm
from people.access import me, staff_only
from people.actions import Refused
from rooms.views import number

SAID = "The house has said it. You signed it."
WAITS = "The room is quiet. The house’s words wait until a moderator is there."


@staff_only
@require_http_methods(["GET", "POST"])
def house(request: HttpRequest) -> HttpResponseBase:
    staff = me(request)
    answered = number(request, "message")
    initial = {"cid": uuid.uuid4(), "room": number(request, "room")}
    initial |= {"reply_to": answered}
    form = HouseForm(
        request.POST or None, rooms=access.rooms_of_the_house(staff), initial=initial
    )
    if form.is_valid():
        try:
            said = actions.speak_as_house(form.room(), form.said(), by=staff)
        except Refused as no:
            form.add_error(no.field, no.words)
        else:
            messages.success(request, WAITS if said.seq is None else SAID)
            return redirect(f"/rooms/{said.room_id}/#m{said.pk}")
    page = {"form": form, "signings": houses.said_lately(), "host": houses.host()}
    return render(request, "care/house.html", page)


@staff_only
@require_http_methods(["GET", "POST"])
def welcome_words(request: HttpRequest) -> HttpResponseBase:
    form = WelcomeForm(request.POST or None, initial={"words": houses.welcome_words()})
    if form.is_valid():
        actions.write_welcome(form.cleaned_data["words"], by=me(request))
        messages.success(request, "Saved. Newcomers read this from now on.")
        return redirect("house")
    return render(request, "care/welcome_words.html", {"form": form})
