"""Round what is agreed: cancelling, another time, reminders, how it was, a note."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mentoring import actions, cards, offering, scheduling, session_access
from mentoring.actions import caring
from mentoring.actions.agreeing import LONGEST_WORD
from mentoring.forms import CancelForm, MoveForm, NoteForm, RemindersForm
from mentoring.models import Session
from people.access import me
from people.long_words import too_long
from people.refusing import form_page, refusal_on, refusal_told, words_back
from realtime.later import later as _


@require_http_methods(["GET", "POST"])
def cancel_session(request: HttpRequest, session_id: int) -> HttpResponseBase:
    session = session_access.session_for(me(request), session_id)
    data = request.POST if request.method == "POST" else None
    form = CancelForm(data, has_later=session_access.has_later(session))
    if form.is_valid():
        with refusal_on(form):
            actions.cancel_session(session, by=me(request), **form.wish())
            messages.success(request, _("Cancelled. You can suggest another time."))
            return redirect("thread", session.mentorship.room_id)
    page = {"form": form, "card": cards.cards_of(me(request), [session])[0]}
    return form_page(request, "mentoring/cancel.html", page)


@require_http_methods(["GET", "POST"])
def move_session(request: HttpRequest, session_id: int) -> HttpResponseBase:
    """Three times that suit both are offered first; the old time stands until a yes."""
    session = session_access.session_for(me(request), session_id)
    form = MoveForm(request.POST or None, initial={"minutes": session.minutes})
    if form.is_valid():
        with refusal_on(form):
            actions.ask_other_time(session, by=me(request), **form.wish())
            other = session.mentorship.other(me(request))
            words = _("Asked. The time you agreed stands until %(name)s says yes.")
            messages.success(request, words % {"name": other})
            return redirect("thread", session.mentorship.room_id)
    slots = offering.slots_for(session.mentorship, session.minutes)
    page = {
        "form": form,
        "card": cards.cards_of(me(request), [session])[0],
        "slots": [timezone.localtime(at) for at in slots],
        "zone": scheduling.place(timezone.get_current_timezone_name()),
    }
    return form_page(request, "mentoring/move.html", page)


@require_POST
def answer_move(request: HttpRequest, session_id: int) -> HttpResponseBase:
    session = session_access.session_for(me(request), session_id)
    is_yes = request.POST.get("answer") == "yes"
    word = request.POST.get("word", "").strip()
    if reason := too_long(LONGEST_WORD, word):
        thread = reverse("thread", args=[session.mentorship.room_id])
        return words_back(request, reason, word, thread)
    with refusal_told(request):
        if is_yes:
            actions.accept_other_time(session, by=me(request), word=word)
        else:
            actions.decline_other_time(session, by=me(request), word=word)
        words = _("Agreed. It has its new time.") if is_yes else _("The time stays.")
        messages.success(request, words)
    return redirect("thread", session.mentorship.room_id)


# --- Before and after


@require_http_methods(["GET", "POST"])
def session_reminders(request: HttpRequest) -> HttpResponseBase:
    kept = session_access.reminding_of(me(request))
    start = {"day": kept.day, "hour": kept.hour, "opens": kept.opens}
    data = request.POST if request.method == "POST" else None
    form = RemindersForm(data, initial=start)
    if form.is_valid():
        caring.choose_reminders(by=me(request), **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("session_reminders")
    return render(request, "mentoring/reminders.html", {"form": form})


@require_POST
def say_how_it_was(request: HttpRequest, session_id: int) -> HttpResponseBase:
    session = session_access.session_for(me(request), session_id)
    felt = request.POST.get("felt", "")
    with refusal_told(request):
        caring.say_how_it_was(session, by=me(request), felt=felt)
        messages.success(request, _("Thank you for saying."))
    return redirect("thread", session.mentorship.room_id)


@require_http_methods(["GET", "POST"])
def write_note(request: HttpRequest, session_id: int) -> HttpResponseBase:
    session = session_access.session_for(me(request), session_id)
    form = NoteForm(request.POST or None, initial={"note": _own_note(request, session)})
    if request.method == "POST" and form.is_valid():
        with refusal_on(form):
            actions.write_note(session, by=me(request), **form.cleaned_data)
            messages.success(request, _("Your note is kept."))
            return redirect("thread", session.mentorship.room_id)
    page = {"form": form, "card": cards.cards_of(me(request), [session])[0]}
    return form_page(request, "mentoring/note.html", page)


def _own_note(request: HttpRequest, session: Session) -> str:
    mine = session.attendances.filter(person=me(request)).first()
    return mine.note if mine else ""
