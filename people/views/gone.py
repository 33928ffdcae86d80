"""A second tap on what signs somebody out is answered as the first one was."""

from collections.abc import Callable

from django.contrib import auth
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from people.models import Person
from people.views.door import CLEARED

# By the page, what is read afterwards, and whether it is so.
PAGES: dict[str, tuple[str, Callable[[Person], bool]]] = {
    "take_break": ("break_begun", Person.is_away),
    "leave_for_good": ("leaving_begun", lambda person: person.leaves_at is not None),
}
FORM_LASTS = 24 * 60 * 60


def form_of(person: Person, page: str) -> str:
    """Kept in the page's form: whoever comes with it signed out was this person."""
    return signing.dumps(person.pk, salt=page)


def go(request: HttpRequest, page: str) -> HttpResponse:
    auth.logout(request)
    response = redirect(PAGES[page][0])
    response["Clear-Site-Data"] = CLEARED
    return response


def go_again(request: HttpRequest) -> HttpResponse | None:
    """None if it is another form, or if what it asks for never began."""
    page = request.resolver_match.url_name if request.resolver_match else None
    if page not in PAGES:
        return None
    try:
        form = request.POST.get("form", "")
        person = signing.loads(form, salt=page, max_age=FORM_LASTS)
    except signing.BadSignature:
        return None
    _, has_begun = PAGES[page]
    found = Person.objects.filter(pk=person).first()
    return go(request, page) if found and has_begun(found) else None
