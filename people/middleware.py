"""Shows every page in its reader's time zone and language."""

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.decorators import sync_only_middleware

from people import languages
from people.zones import is_zone


@sync_only_middleware
def readers_zone(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def answer(request: HttpRequest) -> HttpResponse:
        with timezone.override(_zone_of(request)):
            return get_response(request)

    return answer


def _zone_of(request: HttpRequest) -> ZoneInfo | None:
    """The person's own choice, else what their browser says, else the community's."""
    chosen = request.user.time_zone if request.user.is_authenticated else ""
    name = chosen or request.COOKIES.get("zone", "")
    return ZoneInfo(name) if is_zone(name) else None


@sync_only_middleware
def readers_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def answer(request: HttpRequest) -> HttpResponse:
        language = languages.wanted(request)
        with translation.override(language):
            response = get_response(request)
        if request.COOKIES.get(languages.COOKIE, settings.LANGUAGE_CODE) != language:
            keep_language(response, language)
        return response

    return answer


def keep_language(response: HttpResponse, language: str) -> None:
    """In this browser, for the pages before signing in and for what it keeps."""
    response.set_cookie(
        languages.COOKIE,
        language,
        max_age=timedelta(days=365),
        samesite="Lax",
        secure=settings.IS_HTTPS,
        httponly=True,
    )
