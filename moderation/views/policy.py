"""What the desk goes by: everyone there may read it, leads change it."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from moderation import policies, policy_reviews
from moderation.actions.policies import set_policy
from moderation.policy_forms import PolicyForm
from people.access import me, moderators_only
from people.actions import Refused


@moderators_only
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(
        request, "moderation/policies.html", {"found": policy_reviews.standing()}
    )


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
def policy(request: HttpRequest, name: str) -> HttpResponseBase:
    person = me(request)
    is_change = request.method == "POST"
    if name not in policies.KINDS or (is_change and not person.is_lead):
        raise Http404
    form = PolicyForm(name, request.POST if is_change else None)
    if form.is_valid() and _set(request, name, form):
        messages.success(request, "The new version counts from now on.")
        return redirect("policy", name)
    versions = policies.versions(name)
    shown = {
        "name": name,
        "kind": policies.KINDS[name],
        "terms": [
            (term.label, policies.terms(name)[key])
            for key, term in policies.KINDS[name].terms.items()
        ],
        "form": form,
        "versions": versions,
        "after": written_over(form, versions[0].pk if versions else 0),
    }
    return render(request, "moderation/policy.html", shown)


def _set(request: HttpRequest, name: str, form: PolicyForm) -> bool:
    try:
        day, after = form.cleaned_data["review_on"], on_screen(request)
        set_policy(name, form.terms(), by=me(request), review_on=day, after=after)
    except Refused as no:
        form.add_error(None, no.words)
        return False
    return True


def written_over(form: BaseForm, newest: int) -> int:
    """The version that stands for the form as it is shown: with a fault in a field it is
    still the one that its lead has read, and not one that another lead set since."""
    is_unread = form.is_bound and not form.non_field_errors()
    return number(form.data.get("after", "0")) if is_unread else newest


def on_screen(request: HttpRequest) -> int:
    """The version that a lead saw as they wrote the next; 0 for none."""
    return number(request.POST.get("after", "0"))


def number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0
