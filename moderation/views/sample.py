"""The week's sample of unflagged messages, one at a time, for moderators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from moderation import sampling
from moderation.actions.sampling import answer_sample
from moderation.sample_forms import SampleForm
from people.access import me, moderators_only
from people.actions import Refused


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
def sample(request: HttpRequest) -> HttpResponseBase:
    person = me(request)
    found = sampling.next_for(person)
    form = SampleForm(request.POST or None)
    if found and form.is_valid():
        if form.cleaned_data["sampled"] != found.pk:
            messages.info(request, "Somebody has read that one. Here is the next.")
            return redirect("sample")
        try:
            answer_sample(found, form.cleaned_data["answer"], by=person)
        except Refused as no:
            messages.info(request, no.words)
        else:
            messages.success(request, "Thank you. Your answer is kept.")
        return redirect("sample")
    shown = {"found": found, "form": form, "so_far": sampling.missed(timezone.now())}
    return render(request, "moderation/sample.html", shown)
