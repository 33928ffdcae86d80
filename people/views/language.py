"""Choosing the language of the pages, signed in or not."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from people import actions, languages
from people.middleware import keep_language
from people.views.door import wanted


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Leads back to the page where it was chosen."""
    language = request.POST.get("language", "")
    if not languages.is_language(language):
        raise Http404
    if request.user.is_authenticated:
        actions.change_preferences(request.user, language=language)
    response = redirect(wanted(request))
    keep_language(response, language)
    return response
