"""How an hour is written, everywhere and in both languages: 7pm, 7.45pm. Pure."""

from datetime import datetime, time


def clock(at: datetime | time) -> str:
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"
