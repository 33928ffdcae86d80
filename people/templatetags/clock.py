"""{{ at|clock }}: an hour in the reader's zone, as people write it."""

from datetime import datetime, time

from django import template

from people import clocks

register = template.Library()


@register.filter(expects_localtime=True)
def clock(at: datetime | time | None) -> str:
    return clocks.clock(at) if isinstance(at, datetime | time) else ""
