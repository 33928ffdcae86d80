"""The page of what one has muted for oneself, and the forms that mute."""

from django.contrib import messages as notes
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from people.access import me
from realtime.later import later as _
from rooms import access, actions
from rooms.hiding import Hidden
from rooms.models import HiddenPerson, HiddenWord
from rooms.views import number, page_of

DONE = _("Done. Only you know, and you can change it at any time.")


@require_http_methods(["GET", "POST"])
def quiet(request: HttpRequest) -> HttpResponseBase:
    """Shows what is muted; takes a new word, or shows a person or a word again."""
    if request.method == "POST":
        return _change(request)
    return _page(request)


def _page(request: HttpRequest) -> HttpResponse:
    owner = me(request)
    page = {
        "people": HiddenPerson.objects.filter(owner=owner).select_related("person"),
        "words": HiddenWord.objects.filter(owner=owner).order_by("word"),
    }
    return render(request, "rooms/quiet.html", page)


def _change(request: HttpRequest) -> HttpResponseBase:
    owner = me(request)
    person, word = number(request, "show_person"), number(request, "show_word")
    if person is not None:
        actions.show_person(person, by=owner)
    elif word is not None:
        actions.show_word(word, by=owner)
    else:
        actions.hide_word(request.POST.get("word", ""), by=owner)
    return redirect("quiet")


@require_http_methods(["GET", "HEAD", "POST"])
def responses(request: HttpRequest, room_id: int, message_id: int) -> HttpResponseBase:
    """Who responded to a message, and whose responses one would rather not see."""
    owner = me(request)
    found = access.message_for(owner, message_id, room_id)
    given = found.reactions.select_related("person").order_by("pk")
    if request.method == "POST":
        one = given.filter(person=number(request, "hide") or 0).first()
        if one is not None:
            actions.hide_reactions(one.person, by=owner)
            notes.info(request, DONE)
        return redirect(f"{page_of(found.room)}#m{found.pk}")
    hidden = Hidden.of(owner)
    page = {
        "given": [one for one in given if one.person_id not in hidden.reactors],
        "back": f"{page_of(found.room)}#m{found.pk}",
    }
    return render(request, "rooms/responses.html", page)


@require_POST
def hide_author(
    request: HttpRequest, room_id: int, message_id: int
) -> HttpResponseBase:
    found = access.message_for(me(request), message_id, room_id)
    actions.hide_person(found.author, by=me(request))
    notes.info(request, DONE)
    return redirect(f"{page_of(found.room)}#m{found.pk}")
