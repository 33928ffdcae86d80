"""Which language somebody reads: by their own choice, and never guessed."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from people.models import Person

COOKIE = "language"
# In an address, for a link to a page in a language: /help/?language=cy
ASKED = "language"


def is_language(code: str) -> bool:
    return code in dict(settings.LANGUAGES)


def language_of(person: Person) -> str:
    """What is written to them now, on no page of theirs."""
    return person.language if is_language(person.language) else settings.LANGUAGE_CODE


def in_language_of(person: Person) -> translation.override:
    return translation.override(language_of(person))


def kept_in(request: HttpRequest) -> str:
    """What this browser was told; empty if nothing."""
    kept = request.COOKIES.get(COOKIE, "")
    return kept if is_language(kept) else ""


def spoken(address: str) -> str:
    """An address that keeps the language of this page where no cookie can."""
    language = translation.get_language()
    is_usual = language in {None, settings.LANGUAGE_CODE}
    return address if is_usual else f"{address}?{ASKED}={language}"


def wanted(request: HttpRequest) -> str:
    """The page's own address says it, else the person, as everywhere that they are
    written to; to whoever is not signed in, this browser."""
    asked = request.GET.get(ASKED, "")
    if is_language(asked):
        return asked
    if request.user.is_authenticated:
        return language_of(request.user)
    return kept_in(request) or settings.LANGUAGE_CODE
