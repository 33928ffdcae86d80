"""A moment in the reader's zone as people say it: {{ at|clock }}, {{ at|soon }}."""

from datetime import datetime, time

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from people import clocks

register = template.Library()


@register.filter(expects_localtime=True)
def clock(at: datetime | time | None) -> str:
    return clocks.clock(at) if isinstance(at, datetime | time) else ""


@register.filter(expects_localtime=True)
def soon(at: datetime | None) -> str:
    """For a page that is read now and not kept; js/time.js says it alike."""
    if not isinstance(at, datetime):
        return ""
    ahead = (at.date() - timezone.localdate()).days
    day = {0: gettext("today"), 1: gettext("tomorrow")}.get(ahead)
    return f"{day or date_format(at, 'l j F')}, {clocks.clock(at)}"
