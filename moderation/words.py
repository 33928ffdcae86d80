"""What levels, concerns and times are called on screen."""

from datetime import datetime, timedelta

CONCERNS = {
    "suicide": "Suicide",
    "self_harm": "Self-harm",
    "abuse": "Abuse",
    "child": "A child at risk",
    "eating": "Eating",
    "harm_to_others": "Harm to others",
    "crisis": "A crisis",
    "exploitation": "Exploitation",
    "rule_breaking": "House rules",
    "worry_about_other": "Worry about somebody else",
    "contact": "Contact details",
    "link": "A link",
    "elsewhere": "A move to another place",
    "missed": "Missed by the rules",
    "repeated": "The same words again",
    "first_message": "A first message",
    "language": "A language nobody screened",
    "unscanned": "Could not be screened",
    "worried": "A reader is worried",
    "rules": "A reader says it breaks the rules",
    "check_in_reply": "A reply to a check-in",
    "appeal": "Somebody asks us to look again",
}
# What a message is about, said so that its author need not be ashamed of it.
WARNINGS = {
    "suicide": "Suicide",
    "self_harm": "Self-harm",
    "abuse": "Abuse",
    "child": "Abuse",
    "eating": "Food",
    "harm_to_others": "Violence",
    "crisis": "A hard time",
}
LEVELS = {
    "red": "Red: now",
    "amber": "Amber: soon",
    "yellow": "Yellow: this shift",
    "green": "Green: today",
}


def concern(code: str) -> str:
    return CONCERNS.get(code, code.replace("_", " ").capitalize())


def warning(code: str) -> str:
    return WARNINGS.get(code, "Something heavy")


def waiting(since: datetime, now: datetime) -> str:
    """How long, as one would say it; js/elements/waiting_time.js says it the same way."""
    return lasting(now - since)


def due(at: datetime | None, now: datetime) -> str:
    """A flag's clock; js/elements/due_time.js says it the same way."""
    if at is None:
        return "To be taken first thing next shift"
    if at > now:
        return f"To be taken within {lasting(at - now)}"
    return f"Late by {lasting(now - at)}"


def lasting(length: timedelta) -> str:
    minutes = max(0, int(length.total_seconds() // 60))
    if minutes < 1:
        return "less than a minute"
    if minutes < 60:
        return _many(minutes, "minute")
    hours = minutes // 60
    return _many(hours, "hour") if hours < 48 else _many(hours // 24, "day")


def _many(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
