"""Lets somebody take away a copy of all that is their own, as one page that opens anywhere."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from care import own_copy as care
from evaluation import own_copy as evaluation
from mentoring import own_copy as mentoring
from moderation import own_copy as moderation
from people import own_copy as people
from people.access import me
from people.own_forms import ProofForm
from people.views.own import is_proven
from rooms import own_copy as rooms

APPS = (people, rooms, mentoring, moderation, care, evaluation)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def own_copy(request: HttpRequest) -> HttpResponseBase:
    """Asks for the passphrase: a borrowed phone must not be enough."""
    person = me(request)
    form = ProofForm(request.POST or None)
    if request.method == "POST" and is_proven(request, person, form):
        parts = [part for app in APPS for part in app.parts(person)]
        page = {"parts": parts, "made_at": timezone.now()}
        return _as_file(render_to_string("own_copy_file.html", page))
    return render(request, "own_copy.html", {"form": form})


def _as_file(page: str) -> HttpResponse:
    """Under a name that tells nobody what it is."""
    name = f"my-copy-{timezone.localdate():%Y-%m-%d}.html"
    return HttpResponse(
        page, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
