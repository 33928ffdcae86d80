"""What is added to every answer, and what happens to a form whose session ended."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from chatserver import views
from people.views import gone

HEADERS = {
    # Nothing that a page said stays in a shared phone's memory.
    "Cache-Control": "no-store",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
        "browsing-topics=(), display-capture=()"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
}

GetResponse = Callable[[HttpRequest], HttpResponse]


def private_answers(get_response: GetResponse) -> GetResponse:
    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answer


class SignedInOrAsked(LoginRequiredMiddleware):
    """Asks visitors to sign in; one who was writing is shown what they wrote."""

    def handle_no_permission(  # type: ignore[override]  # an answer, not only a redirect
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponseBase:
        if request.method == "POST":
            return gone.go_again(request) or views.form_expired(request)
        return super().handle_no_permission(request, view_func)
