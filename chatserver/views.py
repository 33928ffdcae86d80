"""Pages that belong to no app: home, house rules, health, and when things go wrong."""

import hashlib
import re
import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import REASON_BAD_ORIGIN
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from chatserver import context, easy_read, engine
from chatserver import home as homes
from moderation import helplines
from realtime import writer

# What is never shown back on a page, even to the one who typed it.
SECRET = re.compile(r"csrf|pass|code|secret|token|cid", re.IGNORECASE)
KEPT_LOOK = [
    "css/app.css",
    "css/base.css",
    "css/layout.css",
    "css/forms.css",
    "css/cards.css",
    "css/lists.css",
    "img/favicon.svg",
    # What the page for no signal runs, with all that it imports.
    "js/offline_page.js",
    "js/exit.js",
    "js/time.js",
    "js/elements/kept_messages.js",
    "js/models/device.js",
    "js/models/kept.js",
    "js/models/templates.js",
]


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "landing.html", {"sign_up": settings.SIGN_UP})
    return render(request, "home.html", homes.whats_next(request.user))


@login_not_required
@require_safe
def house_rules(request: HttpRequest) -> HttpResponse:
    return render(request, "house_rules.html")


@login_not_required
@require_safe
def easy(request: HttpRequest, name: str) -> HttpResponse:
    if name not in easy_read.PAGES:
        raise Http404
    shown = {"page": easy_read.PAGES[name], "pages": easy_read.PAGES.values()}
    return render(request, "easy/page.html", shown)


@login_not_required
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "offline.html", {"helplines": helplines.all_in_order()})


@login_not_required
@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for those who build; only in the demo."""
    if not settings.DEMO:
        raise Http404
    return render(request, "look.html", {"helplines": helplines.all_in_order()})


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    # A new look has new names, so browsers see a new script and keep the new look; and
    # so with another language.
    names = "".join(static(name) for name in KEPT_LOOK)
    spoken = f"{get_language()} {names}"
    version = hashlib.sha256(spoken.encode()).hexdigest()[:12]
    kept = {"look": KEPT_LOOK, "version": version}
    return render(request, "sw.js", kept, content_type="text/javascript")


@login_not_required
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    return HttpResponse("alive", content_type="text/plain")


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Whether this process can take messages and hand them on."""
    state = engine.state() if _database_answers() else "not ready"
    return JsonResponse({"status": state}, status=503 if state == "not ready" else 200)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


@login_not_required
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old, or the session ended: nothing written is lost."""
    shown = {
        "drafts": [] if _is_foreign(reason) else _drafts(request),
        "back": _page_of_the_form(request),
    }
    status = 403 if request.user.is_authenticated else 401
    return render(request, "form_expired.html", shown, status=status)


def _is_foreign(reason: str) -> bool:
    """Another site sent this; its words are not shown as if they were the reader's."""
    return reason.startswith(REASON_BAD_ORIGIN.split("%s")[0])


def _page_of_the_form(request: HttpRequest) -> str:
    address = urlsplit(request.headers.get("Referer", ""))
    path = address.path if address.netloc == request.get_host() else ""
    return "/" + path.lstrip("/")


def _drafts(request: HttpRequest) -> list[str]:
    """What was written, as against what was picked or must stay secret."""
    return [
        value
        for name, value in request.POST.items()
        if isinstance(value, str) and not SECRET.search(name)
        if name == "body" or " " in value.strip()
    ]


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database, which may be what failed; keeps what was written."""
    is_store = isinstance(sys.exc_info()[1], writer.NOT_WRITTEN)
    shown, page = context.plain(), "500.html"
    if request.method == "POST":
        page = "not_saved.html"
        shown |= {"drafts": _drafts(request), "back": _page_of_the_form(request)}
    answer = HttpResponse(
        render_to_string(page, shown), status=503 if is_store else 500
    )
    if is_store:
        answer["Retry-After"] = "5"
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(render_to_string("400.html", context.plain()), status=400)
