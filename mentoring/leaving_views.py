"""Leaving a session because something came between: one tap, and nothing is lost."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from mentoring import actions, session_access
from mentoring.actions import keeping
from mentoring.keeping_views import words_refused
from people.access import me
from people.actions import Refused
from realtime.later import later as _


@require_POST
def call_away(request: HttpRequest, session_id: int) -> HttpResponseBase:
    """Then three other times; what was begun is kept, whatever became of the session."""
    session = session_access.session_for(me(request), session_id)
    mentorship, begun = session.mentorship, request.POST.get("body", "")
    next_page = "propose_session"
    try:
        actions.call_away(session, by=me(request))
        messages.success(request, _("They are told. You can pick another time here."))
    except Refused as no:
        messages.warning(request, no.words)
        next_page = "thread"
    if begun.strip():
        try:
            keeping.keep_draft(mentorship, begun, by=me(request))
        except Refused as no:
            return words_refused(request, mentorship, begun, no)
        messages.success(request, _("What you began to write is kept in your thread."))
    return redirect(next_page, mentorship.room_id)
