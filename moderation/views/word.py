"""Asking for a word with a moderator who is here now; the true answer when none is."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from moderation.actions.asking import ask_for_a_word
from people.access import me
from people.actions import Refused
from rooms import access as rooms
from rooms.views import number


@require_POST
def ask_word(request: HttpRequest) -> HttpResponseBase:
    person = me(request)
    message = number(request, "about")
    about = rooms.message_for(person, message) if message is not None else None
    try:
        talk = ask_for_a_word(by=person, about=about)
    except Refused as no:
        messages.info(request, no.words)
        return redirect("help")
    return redirect("check_in", talk.room_id)
