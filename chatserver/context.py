"""What every page may say: the community's name, its banners, and where one can go."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.dates import MONTHS, WEEKDAYS

from chatserver.navigation import places_for
from moderation import acting, helplines
from people.access import me
from people.models import Notice

# A dull page to be seen on, for "Leave this page".
LEAVE_TO = "https://www.bbc.co.uk/weather"


def plain() -> dict[str, Any]:
    """The part that needs no person and no database, for when those fail."""
    return {
        "community": {
            "name": settings.COMMUNITY_NAME,
            "is_demo": settings.DEMO,
            "adults_only": settings.ADULTS_ONLY,
            "leave_to": LEAVE_TO,
            # By their own names: Django would say them in the language of the page.
            "languages": settings.LANGUAGES,
            # For scripts: many browsers know no Welsh ones. A week of theirs begins
            # on Sunday.
            "days": [WEEKDAYS[n] for n in (6, 0, 1, 2, 3, 4, 5)],
            "months": list(MONTHS.values()),
        }
    }


def community(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    return plain() | {
        "places": places_for(user, request.path),
        "text_only": wants_text_only(request),
        "saves_data": saves_data(request),
        # Asked only by the pages that show them.
        "seconds_on_watch": lambda: acting.left(me(request)),
        "open_helplines": helplines.open_now,
        "help_for_me": lambda: unread_help(user),
    }


def wants_text_only(request: HttpRequest) -> bool:
    """A member's own choice; for visitors, what their browser asks."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return bool(user.text_only)
    return saves_data(request)


def saves_data(request: HttpRequest) -> bool:
    """Whether the browser was told to use little data."""
    return request.headers.get("Save-Data", "").lower() == "on"


def unread_help(user: Any) -> list[Notice]:
    """The care cards that this person has not closed."""
    return list(user.notices.filter(kind="help", seen_at=None).order_by("-pk")[:1])
