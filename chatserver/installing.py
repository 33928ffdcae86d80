"""What a browser needs to put this place on a home screen: its own look, or a plain one."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from realtime.later import later as _

# Says nothing of what is behind it.
PLAIN_NAME = _("My page")
# The page's ground by day; what is seen before the first page is.
GROUND, BAR = "#faf5ec", "#1f3a31"


@login_not_required
@require_safe
def manifest(request: HttpRequest, look: str) -> JsonResponse:
    """Two apps to a browser: one never becomes the other by itself."""
    looks = {"own": (settings.COMMUNITY_NAME, "icon"), "plain": (PLAIN_NAME, "plain")}
    if look not in looks:
        raise Http404
    name, drawing = looks[look]
    found: dict[str, Any] = {
        "id": request.path,
        "name": name,
        "short_name": name[:12].strip(),
        "lang": "en-GB",
        "start_url": reverse("home"),
        "scope": reverse("home"),
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": BAR,
        "icons": _icons(drawing),
    }
    return JsonResponse(found, content_type="application/manifest+json")


def _icons(drawing: str) -> list[dict[str, str]]:
    """The drawing keeps to the middle, so that a mask may cut its edges."""
    return [
        {
            "src": static(f"img/{drawing}-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
