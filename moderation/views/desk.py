"""Notes, passing a flag on, one's own choices, and the replies that all can start from."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from moderation import access
from moderation import desk as desks
from moderation.actions import desk as actions
from moderation.desk_forms import ChoiceForm, NoteForm, ReplyForm
from moderation.desk_models import Reply
from moderation.views import flag as flag_pages
from people.access import leads_only, me, moderators_only
from people.actions import Refused


@moderators_only
@require_POST
def note(request: HttpRequest, flag_id: int) -> HttpResponseBase:
    person = me(request)
    found = access.flag_for(person, flag_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return flag_pages.show(request, found, note=form)
    actions.write_note(found, by=person, words=form.cleaned_data["words"])
    messages.success(request, "Your note is kept.")
    return flag_pages.go_on(request, found)


@moderators_only
@require_POST
def not_me(request: HttpRequest, flag_id: int) -> HttpResponseBase:
    person = me(request)
    actions.pass_on(access.flag_for(person, flag_id), by=person)
    messages.success(request, "That is all right. It is there for somebody else.")
    return redirect("moderation")


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest) -> HttpResponseBase:
    person = me(request)
    initial = {"covers": desks.covers(person)}
    form = ChoiceForm(request.POST or None, initial=initial)
    if request.method == "POST":
        covers = bool(request.POST.get("covers"))
        actions.choose_desk(person, covers=covers)
        messages.success(request, "Your choice is kept.")
        return redirect("moderation")
    return render(request, "moderation/choices.html", {"form": form})


@moderators_only
@require_safe
def replies(request: HttpRequest) -> HttpResponse:
    shown = [(reply, desks.is_due(reply)) for reply in desks.replies()]
    return render(request, "moderation/replies.html", {"replies": shown})


@leads_only
@require_http_methods(["GET", "HEAD", "POST"])
def reply_new(request: HttpRequest) -> HttpResponseBase:
    return _reply(request, None)


@leads_only
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, series: uuid.UUID) -> HttpResponseBase:
    found = Reply.objects.filter(series=series).order_by("-pk").first()
    if found is None:
        raise Http404
    return _reply(request, found)


def _reply(request: HttpRequest, found: Reply | None) -> HttpResponseBase:
    form = ReplyForm(request.POST or None, reply=found)
    if form.is_valid():
        earlier = desks.reply_at(found, form.cleaned_data.pop("after"))
        try:
            actions.write_reply(earlier, by=me(request), **form.cleaned_data)
        except Refused as no:
            form.add_error(no.field, no.words)
        else:
            messages.success(request, "It is kept. Moderators can start from it now.")
            return redirect("replies")
    shown = {"form": form, "reply": found}
    return render(request, "moderation/reply.html", shown)
