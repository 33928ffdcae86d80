"""On which devices somebody is told that something waits, and of what."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from people import access, actions
from people.access import me
from people.models import Person
from people.push import keys
from people.push_forms import DeviceForm, name_of
from people.push_models import Kind, Subscription
from people.signing_in import TOLD_HERE
from realtime.later import later as _

ON = _("This device is told from now on. Send a try to see how it looks.")
OFF = _("That device is told nothing more.")
TRIED = _("A try is on its way. It can take a minute.")


@require_safe
def devices(request: HttpRequest) -> HttpResponse:
    person = me(request)
    return _page(request, person, DeviceForm(person=person, here=_here(request)))


@require_POST
def tell_here(request: HttpRequest) -> HttpResponseBase:
    person = me(request)
    if not keys.public():
        raise Http404
    form = DeviceForm(request.POST, person=person)
    if not form.is_valid():
        return _page(request, person, form)
    name = name_of(request.headers.get("User-Agent", ""))
    kept = actions.keep_subscription(person, name=name, **form.cleaned_data)
    request.session[TOLD_HERE] = kept.pk
    messages.success(request, ON)
    return redirect("devices")


@require_POST
def stop(request: HttpRequest, subscription_id: int) -> HttpResponseBase:
    found = access.subscription_of(me(request), subscription_id)
    actions.remove_subscription(found.person, found.pk)
    messages.success(request, OFF)
    return redirect("devices")


@require_POST
def try_it(request: HttpRequest, subscription_id: int) -> HttpResponseBase:
    actions.try_push(access.subscription_of(me(request), subscription_id))
    messages.success(request, TRIED)
    return redirect("devices")


def _here(request: HttpRequest) -> Subscription | None:
    """What this session's own browser is told, if it is."""
    rows = access.subscriptions_of(me(request))
    return rows.filter(pk=request.session.get(TOLD_HERE, 0)).first()


def _page(request: HttpRequest, person: Person, form: DeviceForm) -> HttpResponse:
    here = _here(request)
    rows = list(access.subscriptions_of(person))
    devices = [
        {
            "it": one,
            "is_here": one == here,
            "kinds": [Kind(kind).label for kind in one.kinds],
        }
        for one in rows
    ]
    shown = {"form": form, "key": keys.public(), "devices": devices, "here": here}
    return render(request, "people/devices.html", shown)
