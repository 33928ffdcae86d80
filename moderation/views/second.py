"""What takes two people, the questions about danger, and the answer to an appeal."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from moderation import access, actions
from moderation.appeal_forms import AppealAnswerForm
from moderation.second_forms import RedForm, SecondForm, TakeBackForm
from moderation.views import flag as flag_pages
from people.access import me, moderators_only
from people.actions import Refused


@moderators_only
@require_POST
def emergency(request: HttpRequest, flag_id: int) -> HttpResponseBase:
    person = me(request)
    found = access.flag_for(person, flag_id)
    # Nothing about the words holds it up, and none of them is dropped.
    reason = request.POST.get("reason", "").replace("\0", "")
    try:
        actions.start_emergency(found, by=person, reason=reason)
    except Refused as no:
        return flag_pages.conflict(request, found, no)
    messages.success(request, "The procedure has begun. Your colleagues are called.")
    return flag_pages.go_on(request, found)


@moderators_only
@require_POST
def answer(request: HttpRequest, flag_id: int, proposal_id: int) -> HttpResponseBase:
    """The second person's yes or no."""
    person = me(request)
    found = access.flag_for(person, flag_id)
    proposal = access.proposal_for(found, proposal_id)
    form = SecondForm(request.POST)
    if not form.is_valid():
        return flag_pages.show(request, found, second=form)
    given = form.cleaned_data
    try:
        if request.POST.get("agrees") == "yes":
            actions.agree(proposal, by=person, version=given["version"])
        else:
            actions.disagree(proposal, by=person, **given)
    except Refused as no:
        form.add_error(no.field, no.words)
        if no.field:
            return flag_pages.show(request, found, second=form)
        return flag_pages.conflict(request, found, no)
    messages.success(request, "Thank you. Your answer is kept.")
    return redirect("moderation")


@moderators_only
@require_POST
def withdraw(request: HttpRequest, flag_id: int, proposal_id: int) -> HttpResponseBase:
    person = me(request)
    found = access.flag_for(person, flag_id)
    try:
        actions.withdraw(access.proposal_for(found, proposal_id), by=person)
    except Refused as no:
        return flag_pages.conflict(request, found, no)
    messages.success(request, "You have taken it back. The flag is yours.")
    return redirect("flag", flag_id)


@moderators_only
@require_POST
def emergency_back(
    request: HttpRequest, flag_id: int, proposal_id: int
) -> HttpResponseBase:
    person = me(request)
    found = access.flag_for(person, flag_id)
    proposal = access.proposal_for(found, proposal_id)
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return flag_pages.show(request, found, back=form)
    try:
        actions.take_emergency_back(proposal, by=person, **form.cleaned_data)
    except Refused as no:
        return flag_pages.conflict(request, found, no)
    messages.success(request, "You have taken it back. Whoever was called is told.")
    return flag_pages.go_on(request, found)


@moderators_only
@require_POST
def red(request: HttpRequest, flag_id: int) -> HttpResponseBase:
    person = me(request)
    found = access.flag_for(person, flag_id)
    form = RedForm(request.POST)
    if not form.is_valid():
        return flag_pages.show(request, found, red=form)
    try:
        actions.answer_red(found, by=person, **form.cleaned_data)
    except Refused as no:
        return flag_pages.conflict(request, found, no)
    messages.success(request, "Your answers are kept. Next, decide what to do.")
    return flag_pages.go_on(request, found)


@moderators_only
@require_POST
def answer_appeal(
    request: HttpRequest, flag_id: int, appeal_id: int
) -> HttpResponseBase:
    person = me(request)
    found = access.flag_for(person, flag_id)
    appeal = access.appeal_for(found, appeal_id)
    form = AppealAnswerForm(request.POST)
    if not form.is_valid():
        return flag_pages.show(request, found, appeal_form=form)
    try:
        actions.answer_appeal(appeal, by=person, **form.cleaned_data)
    except Refused as no:
        return flag_pages.conflict(request, found, no)
    messages.success(request, "Thank you. Whoever appealed is told.")
    return redirect("moderation")
