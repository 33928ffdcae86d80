"""Private notes: writing one to a member, and what colleagues have written before."""

from django import forms
from django.conf import settings
from django.contrib import messages as notes
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from moderation import note_access
from moderation.actions.notes import write_note as write
from people.access import me, moderators_only
from people.actions import Refused
from people.refusing import form_page
from rooms import access as rooms
from rooms.models import Message, Room
from rooms.views import page_of


class NoteForm(forms.Form):
    note = forms.CharField(
        label="Your note",
        max_length=settings.MAX_BODY,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Only they and moderators can read it. They can answer you.",
        error_messages={"required": "Write something first."},
    )


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
def write_note(request: HttpRequest, message_id: int) -> HttpResponseBase:
    """To the author of a message in a room that this moderator is in."""
    message = _message(request, message_id)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            write(
                message.author,
                form.cleaned_data["note"],
                by=me(request),
                about=message,
            )
        except Refused as no:
            form.add_error("note", no.words)
        else:
            notes.success(request, f"{message.author.alias} has your note.")
            return redirect(f"{page_of(message.room)}#m{message.pk}")
    return _page(request, message, form)


def _message(request: HttpRequest, message_id: int) -> Message:
    message = rooms.message_for(me(request), message_id)
    if message.room.kind != Room.Kind.ROOM or message.author_id == me(request).pk:
        raise Http404
    return message


def _page(request: HttpRequest, message: Message, form: NoteForm) -> HttpResponse:
    page = {
        "message": message,
        "form": form,
        "earlier": note_access.notes_to(me(request), message.author),
        "back": f"{page_of(message.room)}#m{message.pk}",
    }
    return form_page(request, "moderation/note.html", page)


@moderators_only
@require_safe
def staff_notes(request: HttpRequest) -> HttpResponse:
    """The newest notes by anybody on the team."""
    page = {"notes": note_access.staff_notes(me(request))}
    return render(request, "moderation/notes.html", page)
