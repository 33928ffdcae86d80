"""What a member finds: agreeing, one question at a time, their own line, a quote."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from evaluation import access, actions, asking
from evaluation.forms import AnswerForm, QuoteForm
from evaluation.models import Measure
from people.access import me
from people.actions import Refused
from people.choosing import id_of
from people.refusing import form_page, refusal_on
from realtime.later import later as _


@require_GET
def my_answers(request: HttpRequest) -> HttpResponseBase:
    return _my_answers(request, QuoteForm())


def _my_answers(request: HttpRequest, form: QuoteForm) -> HttpResponseBase:
    person = me(request)
    page = {
        "has_agreed": asking.has_agreed(person),
        "is_read": asking.is_any_read(),
        "due": asking.due(person),
        "lines": asking.lines(person),
        "quotes": asking.quotes(person),
        "form": form,
    }
    return form_page(request, "evaluation/my_answers.html", page)


@require_POST
def agree(request: HttpRequest) -> HttpResponseBase:
    actions.give_consent(by=me(request))
    messages.success(request, _("Thank you. You can stop at any time."))
    return redirect("my_answers")


@require_POST
def stop(request: HttpRequest) -> HttpResponseBase:
    actions.withdraw_consent(by=me(request))
    messages.success(request, _("You are asked no more. What you answered is deleted."))
    return redirect("my_answers")


@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, measure_id: int, occasion: str) -> HttpResponseBase:
    """The next question; each answer is kept at once, so that a dying phone loses none."""
    if access.has_finished(me(request), measure_id, occasion):
        messages.success(request, _("You have answered this. What you said is kept."))
        return redirect("my_answers")
    measure = access.due_for(me(request), measure_id, occasion)
    item = asking.question(measure, occasion, me(request))
    if item is None:
        raise Http404
    if request.method == "POST" and request.POST.get("item") != item.key:
        # An old page, or the back button: what it said is kept already.
        return redirect("question", measure_id, occasion)
    form = AnswerForm(item, request.POST or None)
    if "skip" in request.POST or form.is_valid():
        value = None if "skip" in request.POST else form.cleaned_data["value"]
        return _keep(request, measure, occasion, item.key, value)
    page = {"measure": measure.parsed, "item": item, "form": form}
    if measure.reader_id is not None and measure.read_within_hours is not None:
        page["read_within"] = _read_within(measure.read_within_hours)
    return form_page(request, "evaluation/question.html", page)


def _read_within(hours: int) -> str:
    words = ngettext(
        "They aim to do so within %(hours)s hour of your last one.",
        "They aim to do so within %(hours)s hours of your last one.",
        hours,
    )
    return words % {"hours": hours}


def _keep(
    request: HttpRequest, measure: Measure, occasion: str, key: str, value: int | None
) -> HttpResponseBase:
    try:
        answers = actions.give_answer(measure, occasion, key, value, by=me(request))
    except Refused as no:
        messages.warning(request, no.words)
        return redirect("my_answers")
    if answers.finished_at:
        messages.success(request, _("Thank you. That was the last one."))
        return redirect("my_answers")
    return redirect("question", measure.pk, occasion)


@require_POST
def take_back_quote(request: HttpRequest) -> HttpResponseBase:
    """Asked twice, it is done once."""
    quote = id_of(request.POST.get("quote", ""))
    actions.take_back_quote(quote or 0, by=me(request))
    messages.success(request, _("Those words are deleted."))
    return redirect("my_answers")


@require_POST
def keep_quote(request: HttpRequest) -> HttpResponseBase:
    form = QuoteForm(request.POST)
    if form.is_valid():
        with refusal_on(form):
            actions.keep_quote(by=me(request), **form.cleaned_data)
            messages.success(request, _("Thank you for your words."))
            return redirect("my_answers")
    return _my_answers(request, form)
