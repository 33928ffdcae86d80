"""What the author of a held message is told: that it waits, for whom, and what became of it."""

from django.utils.translation import gettext, gettext_noop

from realtime.later import later as _

HELD = _("This waits for a moderator. Until then only moderators and you can see it.")
HELD_IN_THREAD = _(
    "This waits for a coordinator, as it may hold a way to be reached elsewhere. "
    "Until then only coordinators, moderators and you can see it."
)
TAKEN_BACK = _("You have taken this back. Nobody else saw it in the room.")
RELEASED = _("A moderator has read what you wrote. It is in the room now.")
RELEASED_IN_THREAD = _(
    "A coordinator has read what you wrote. It is in your thread now."
)
READ = _("A moderator has read this, and has not put it in the room.")
READ_IN_THREAD = _("A coordinator has read this, and has not put it in your thread.")
NOT_SHOWN = gettext_noop("%(read)s %(why)s")
WHY_NOT = {
    "late": _("The talk there has moved on. Please say it again if you like."),
    "details": _("It has a name or details in it that are safer kept private."),
    "hard": _("It could be very hard for others to read. You did nothing wrong."),
    "rules": _("It does not go well with the rules there. You are still welcome."),
}


def waiting(state: str, why_not: str, kind: str) -> str:
    """What became of a held message, for its author."""
    if state == "refused":
        read = read_by(kind)
        return gettext(NOT_SHOWN) % {"read": read, "why": WHY_NOT[why_not]}
    if state == "taken_back":
        return TAKEN_BACK
    return HELD_IN_THREAD if kind == "thread" else HELD


def read_by(kind: str) -> str:
    return READ_IN_THREAD if kind == "thread" else READ


def released(kind: str) -> str:
    return RELEASED_IN_THREAD if kind == "thread" else RELEASED
