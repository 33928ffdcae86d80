"""When a flagged message is read: only what is true at this moment."""

from moderation import alarms, shifts
from moderation.models import Flag
from realtime.later import later as _

HERE = _("A moderator is on watch now and has been told.")
CALLING = _(
    "No moderator is on watch now. We are calling one, "
    "but can’t say how soon they answer."
)
NEXT_SHIFT = _("No moderator is on watch now. It is read when the next one comes.")


def when_read(level: str) -> str:
    """For the author, beside the help that is open whatever we do."""
    if shifts.here().exists():
        return HERE
    is_called = level == Flag.Level.RED and alarms.on_call_now().exists()
    return CALLING if is_called else NEXT_SHIFT
