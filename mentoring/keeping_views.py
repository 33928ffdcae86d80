"""Pages of one's own writing: phrases, and an answer put aside for later."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mentoring import access, thread_access, thread_pages
from mentoring.actions import keeping
from mentoring.keeping_models import LONGEST_PHRASE
from mentoring.models import Mentorship
from people.access import me
from people.actions import Refused
from people.choosing import id_of
from people.refusing import form_page, refusal_on
from realtime.later import later as _
from rooms import standing


class PhraseForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Words to keep"),
        help_text=gettext_lazy("Only you see them. No names, please."),
        max_length=LONGEST_PHRASE,
        error_messages={"required": gettext_lazy("Write some words first.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@require_GET
def who_reads(request: HttpRequest) -> HttpResponseBase:
    """The truth about who else may read what is written in mentoring."""
    page = {"holds": standing.holds_in_threads()}
    return render(request, "mentoring/who_reads.html", page)


@require_http_methods(["GET", "POST"])
def phrases(request: HttpRequest) -> HttpResponseBase:
    form = PhraseForm(request.POST or None)
    if form.is_valid():
        with refusal_on(form):
            keeping.add_phrase(form.cleaned_data["words"], by=me(request))
            messages.success(request, _("Kept. You find it below where you write."))
            return redirect("phrases")
    page = {"form": form, "phrases": thread_access.phrases_of(me(request))}
    return form_page(request, "mentoring/phrases.html", page)


@require_POST
def remove_phrase(request: HttpRequest, phrase_id: int) -> HttpResponseBase:
    found = thread_access.phrase_for(me(request), phrase_id)
    keeping.remove_phrase(found, by=me(request))
    messages.success(request, _("Taken away."))
    return redirect("phrases")


@require_POST
def keep_draft(request: HttpRequest, room_id: int) -> HttpResponseBase:
    """Puts what was typed aside, with a phrase added where one was pressed."""
    mentorship = access.mentorship_for(me(request), room_id)
    body, chosen = request.POST.get("body", ""), request.POST.get("phrase", "")
    if chosen:
        phrase = thread_access.phrase_for(me(request), id_of(chosen))
        body = "\n".join(filter(None, [body.rstrip(), phrase.words]))
    try:
        draft = keeping.keep_draft(mentorship, body, by=me(request))
    except Refused as no:
        return words_refused(request, mentorship, body, no)
    if not chosen:
        kept = _("Kept for you. It waits here, on any device, for 30 days.")
        gone = _("Nothing is kept now.")
        messages.success(request, kept if draft else gone)
    return redirect(f"{request.path.removesuffix('draft/')}#composer")


def words_refused(
    request: HttpRequest, mentorship: Mentorship, words: str, no: Refused
) -> HttpResponseBase:
    """They could not be put aside: here they are, in the thread where they were begun."""
    page = thread_pages.page_of(request, mentorship)
    shown = page | {"draft": words, "reason": no.words}
    return render(request, "mentoring/thread.html", shown, status=422)
