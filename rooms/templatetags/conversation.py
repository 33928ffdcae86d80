"""{% message row %}: a message as its reader sees it, rendered once for all who see the
same."""

from datetime import datetime
from functools import lru_cache
from typing import Any

import orjson
from django.conf import settings
from django.template import Context, Library
from django.template.loader import render_to_string
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

from rooms.seen import links

register = Library()

# About three kilobytes each.
MOST_KEPT = 0 if settings.DEBUG else 1_000


@register.simple_tag(takes_context=True)
def message(context: Context, row: dict[str, Any]) -> str:
    seen = {
        "row": row,
        "room": {"pk": context["room"].pk, "kind": context["room"].kind},
        "room_url": context["room_url"],
        "text_only": context["text_only"],
        "user": {"is_moderator": context["user"].is_moderator},
    }
    values = orjson.dumps(seen, default=str)
    return _rendered(values, get_language(), get_current_timezone_name())


@lru_cache(MOST_KEPT)
def _rendered(values: bytes, language: str, zone: str) -> str:
    """Made of nothing but its arguments: nobody can be shown what another may see."""
    seen = orjson.loads(values)
    row = seen["row"]
    row |= links(seen["room"]["pk"], row["id"], row["author"]["id"])
    row["when"] = datetime.fromisoformat(row["when"])
    return render_to_string("rooms/_message.html", seen)
