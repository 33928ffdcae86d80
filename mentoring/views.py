"""The pages of threads and sessions, for the two of each pair."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentoring import (
    access,
    actions,
    cards,
    offering,
    programme_access,
    session_access,
    thread_access,
    thread_lines,
    thread_pages,
)
from mentoring.forms import ProposeForm
from mentoring.models import Mentorship, Session
from people.access import me
from people.refusing import form_page, refusal_on, refusal_told
from realtime.later import later as _
from rooms import access as rooms
from rooms.models import Room
from rooms.views import page_of

# How soon an open page asks again how its sessions stand, whatever it hears meanwhile.
SOON, LATER = timedelta(minutes=1), timedelta(hours=1)


@require_GET
def threads(request: HttpRequest) -> HttpResponse:
    found = access.threads_of(me(request))
    order = request.GET.get("by", "waits")
    lines = thread_lines.lines_of(me(request), found, order)
    meets = programme_access.face_pairs_of(me(request)).filter(mentor=me(request))
    page = {
        "lines": lines,
        "order": order,
        "face_pairs": meets.filter(ended_on=None),
        "pausing": me(request).aways.pauses().first(),
    }
    return render(request, "mentoring/threads.html", page)


@require_GET
def thread(request: HttpRequest, room_id: int) -> HttpResponseBase:
    room = rooms.room_for(me(request), room_id)
    if room.kind != Room.Kind.THREAD:
        return redirect(page_of(room))
    try:
        mentorship = access.mentorship_for(me(request), room_id)
    except Http404:
        thread_access.handed_for(me(request), room_id)
        return redirect("handed_thread", room_id)
    page = thread_pages.page_of(request, mentorship)
    return render(request, "mentoring/thread.html", page)


@require_http_methods(["GET", "POST"])
def propose_session(request: HttpRequest, room_id: int) -> HttpResponseBase:
    """All sessions of a thread, and a form to suggest one."""
    mentorship = access.mentorship_for(me(request), room_id)
    form = ProposeForm(request.POST or None)
    if form.is_valid():
        with refusal_on(form):
            done = _propose(request, mentorship, form)
            messages.success(request, done)
            return redirect("thread", room_id)
    page = {
        "form": form,
        "mentorship": mentorship,
        "other": mentorship.other(me(request)),
        "cards": thread_pages.cards_of(request, mentorship),
        "no_times": offering.why_none(mentorship, me(request)),
        "slots": [timezone.localtime(at) for at in offering.slots_for(mentorship)],
        "zone": thread_pages.zone(),
    }
    return form_page(request, "mentoring/sessions.html", page)


def _propose(request: HttpRequest, mentorship: Mentorship, form: ProposeForm) -> str:
    times, person = form.cleaned_data["times"], me(request)
    words = _("Suggested. %(name)s can answer now.")
    told = str(words) % {"name": mentorship.other(person)}
    if times == 1:
        actions.propose_session(mentorship, by=person, **form.wish())
        return told
    series = actions.propose_series(mentorship, by=person, times=times, **form.wish())
    return _with_left_out(told, series.left_out)


def _with_left_out(told: str, left_out: Iterable[date]) -> str:
    days = ", ".join(date_format(day, "j F") for day in left_out)
    missing = _("Left out, as not possible: %(days)s.", days=days)
    return f"{told} {missing}" if days else told


@require_GET
def session_state(request: HttpRequest, room_id: int) -> JsonResponse:
    """How the sessions stand, for a page that is open; never what anybody wrote."""
    mentorship = access.mentorship_for(me(request), room_id)
    shown = thread_pages.cards_of(request, mentorship)
    wait = _ask_again(shown)
    return JsonResponse(
        {
            "sessions": [_told(card) for card in shown],
            "again_ms": int(wait.total_seconds() * 1000),
        }
    )


def _told(card: cards.SessionCard) -> dict[str, Any]:
    return {
        "id": card.pk,
        "mark": card.mark,
        "scene": card.scene,
        "came": card.came,
        "is_lost": card.line.is_lost,
        "when": card.when,
        "ends": card.ends,
        "ends_at": card.ends_at.isoformat(),
    }


def _ask_again(shown: list[cards.SessionCard]) -> timedelta:
    now = timezone.now()
    changes = [c.session.changes_at(now) for c in shown]
    changes += [c.line.is_lost_at for c in shown]
    next_change = min((at - now for at in changes if at), default=LATER)
    is_near = any(c.is_open_now for c in shown) or next_change < LATER
    return max(timedelta(seconds=1), min(next_change, SOON if is_near else LATER))


@require_POST
def accept_session(request: HttpRequest, session_id: int) -> HttpResponseBase:
    session = session_access.session_for(me(request), session_id)
    with refusal_told(request):
        agreed = actions.accept_session(session, by=me(request))
        left_out = [timezone.localdate(at) for at in session_access.left_out_of(agreed)]
        told = _with_left_out(_("Agreed. See you then."), left_out)
        messages.success(request, told)
    return redirect("thread", session.mentorship.room_id)


@require_POST
def decline_session(request: HttpRequest, session_id: int) -> HttpResponseBase:
    words = _("Thank you for saying. You can suggest another time.")
    return _do(request, session_id, actions.decline_session, words)


@require_POST
def come_in(request: HttpRequest, session_id: int) -> HttpResponseBase:
    return _do(request, session_id, actions.come_in)


@require_POST
def want_longer(request: HttpRequest, session_id: int) -> HttpResponseBase:
    if request.POST.get("wish") == "no":
        words = _("It ends as you planned.")
        return _do(request, session_id, actions.end_as_planned, words)
    words = _("If you both want it, it goes on.")
    return _do(request, session_id, actions.want_longer, words)


@require_POST
def end_session(request: HttpRequest, session_id: int) -> HttpResponseBase:
    return _do(request, session_id, actions.end_session)


def _do(
    request: HttpRequest,
    session_id: int,
    verb: Callable[..., Session],
    done: str = "",
) -> HttpResponseBase:
    session = session_access.session_for(me(request), session_id)
    with refusal_told(request):
        verb(session, by=me(request))
        if done:
            messages.success(request, done)
    return redirect("thread", session.mentorship.room_id)
