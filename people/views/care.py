"""What staff take care of: who people are here, roles, suspensions, invitations."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people import access, actions
from people.access import coordinators_only, leads_only, me
from people.actions.refusal import Refused
from people.models import Person
from people.own_forms import InvitationForm, ReasonForm, RoleForm, SuspensionForm
from realtime import drift

PEOPLE_ON_A_PAGE = 50


@coordinators_only
@require_GET
def people(request: HttpRequest) -> HttpResponseBase:
    alias = request.GET.get("alias", "")
    found = access.people_for(me(request), alias)
    page = Paginator(found, PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/people.html", {"page": page, "alias": alias})


@leads_only
@require_http_methods(["GET", "POST"])
def change_role(request: HttpRequest, person_id: int) -> HttpResponseBase:
    person = access.person_for(me(request), person_id)
    form = RoleForm(request.POST or None, initial={"role": person.role})
    if form.is_valid():
        try:
            actions.change_role(person, by=me(request), **form.cleaned_data)
        except Refused as no:
            form.add_error(no.field, no.words)
        else:
            messages.success(request, "The role is changed.")
            return redirect("people")
    return _person_page(request, person, role=form)


@leads_only
@require_POST
def suspend_person(request: HttpRequest, person_id: int) -> HttpResponseBase:
    person = access.person_for(me(request), person_id)
    form = SuspensionForm(request.POST)
    if form.is_valid():
        try:
            _keep_out(person, by=me(request), **form.cleaned_data)
        except Refused as no:
            form.add_error(no.field if no.field == "days" else None, no.words)
        else:
            messages.success(request, "They cannot come in now.")
            return redirect("change_role", person.pk)
    return _person_page(request, person, suspension=form)


def _keep_out(person: Person, *, by: Person, days: int, reason: str) -> None:
    if not days:
        return actions.keep_out_for_good(person, by=by, reason=reason)
    until = drift.now() + timedelta(days=days)
    return actions.suspend_person(person, until=until, by=by, reason=reason)


@leads_only
@require_POST
def reinstate_person(request: HttpRequest, person_id: int) -> HttpResponseBase:
    person = access.person_for(me(request), person_id)
    form = ReasonForm(request.POST, of="reinstating")
    if not form.is_valid():
        return _person_page(request, person, reinstating=form)
    actions.reinstate_person(person, by=me(request), **form.cleaned_data)
    messages.success(request, "They can come in again.")
    return redirect("change_role", person.pk)


@leads_only
@require_POST
def remove_second_factor(request: HttpRequest, person_id: int) -> HttpResponseBase:
    person = access.person_for(me(request), person_id)
    form = ReasonForm(request.POST, of="removing")
    if not form.is_valid():
        return _person_page(request, person, removing=form)
    actions.remove_second_factor(person, by=me(request), **form.cleaned_data)
    messages.success(request, "They can set up a new app.")
    return redirect("change_role", person.pk)


@coordinators_only
@require_http_methods(["GET", "POST"])
def invitations(request: HttpRequest) -> HttpResponseBase:
    """Answers the form with the code itself: it is shown once, and kept nowhere."""
    form = InvitationForm(request.POST or None)
    code = None
    if form.is_valid():
        given = form.cleaned_data
        lasts = timedelta(days=given["days"])
        _, code = actions.make_invitation(
            by=me(request), note=given["note"], uses=given["uses"], lasts=lasts
        )
    page = {
        "form": InvitationForm() if code else form,
        "code": code,
        "invitations": access.invitations_for(me(request)),
    }
    return render(request, "people/invitations.html", page)


@coordinators_only
@require_POST
def withdraw_invitation(request: HttpRequest, invitation_id: int) -> HttpResponseBase:
    invitation = access.invitation_for(me(request), invitation_id)
    actions.withdraw_invitation(invitation, by=me(request))
    messages.success(request, "That invitation no longer works.")
    return redirect("invitations")


def _person_page(
    request: HttpRequest, person: Person, **wrong: Form
) -> HttpResponseBase:
    """All that a lead may do with somebody; `wrong` is the one form that was not right."""
    page = {
        "person": person,
        "role": RoleForm(initial={"role": person.role}),
        "suspension": SuspensionForm(),
        "reinstating": ReasonForm(of="reinstating"),
        "removing": ReasonForm(of="removing"),
        "form": next(iter(wrong.values()), None),
        "changes": person.role_changes.select_related("by").order_by("-at"),
        "has_device": access.has_device(person),
    }
    return render(request, "people/change_role.html", page | wrong)
