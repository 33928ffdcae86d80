"""A second tap on what signs somebody out is answered as the first one was."""

from collections.abc import Callable

from django.contrib import auth
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from people.models import Person
from people.views.door import CLEARED

# By the page, what is read afterwards, and whether it is so.
PAGES: dict[str, tuple[str, Callable[[Person], bool]]] = {
    "take_break": ("break_begun", Person.is_away),
    "leave_for_good": ("leaving_begun", lambda person: person.leaves_at is not None),
}
# A new passphrase ends every other session, that of a second tap among them.
RENEWAL = "change_passphrase"
FORM_LASTS = 24 * 60 * 60


def form_of(person: Person, page: str) -> str:
    """Kept in the page's form: whoever comes with it signed out was this person."""
    return signing.dumps((person.pk, person.get_session_auth_hash()), salt=page)


def go(request: HttpRequest, page: str) -> HttpResponse:
    auth.logout(request)
    response = redirect(PAGES[page][0])
    response["Clear-Site-Data"] = CLEARED
    return response


def go_again(request: HttpRequest) -> HttpResponse | None:
    """None if it is another form, or if what it asks for never began."""
    page = (request.resolver_match and request.resolver_match.url_name) or ""
    try:
        form = request.POST.get("form", "")
        number, passphrase = signing.loads(form, salt=page, max_age=FORM_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    person = Person.objects.filter(pk=number).first()
    if person is None:
        return None
    if page == RENEWAL and passphrase != person.get_session_auth_hash():
        return render(request, "people/passphrase_set.html")
    return go(request, page) if page in PAGES and PAGES[page][1](person) else None
