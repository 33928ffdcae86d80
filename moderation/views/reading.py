"""Reading decided flags again, so that the desk knows how far its people agree."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from moderation import bearing, evidence, second_reading, words
from moderation.actions.bearing import has_read
from moderation.actions.second_reading import read_again
from people.access import me, moderators_only
from people.actions import Refused

ANSWERS = {"concern": True, "nothing": False}


@moderators_only
@require_safe
def second_reads(request: HttpRequest) -> HttpResponse:
    waiting = second_reading.waiting_for(me(request))
    found = [(flag, words.concern(flag.concern)) for flag in waiting]
    return render(request, "moderation/second_reads.html", {"found": found})


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
def second_read(request: HttpRequest, flag_id: int) -> HttpResponseBase:
    person = me(request)
    flag = second_reading.waiting_flag_for(person, flag_id)
    if not bearing.has_read(flag, person):
        has_read(flag, by=person)
    answer = request.POST.get("answer", "")
    if request.method == "POST" and answer in ANSWERS:
        try:
            read_again(flag, by=person, is_concern=ANSWERS[answer])
        except Refused as no:
            messages.info(request, no.words)
        else:
            messages.success(request, "Thank you. Your reading is kept.")
        return redirect("second_reads")
    shown = evidence.of(flag)
    page = {
        "flag": flag,
        "segments": shown["segments"],
        "before": shown["before"],
        "after": shown["after"],
        "is_missing": request.method == "POST",
    }
    return render(request, "moderation/second_read.html", page)
