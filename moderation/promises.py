"""When a flagged message is read: only what is true at this moment."""

from moderation import alarms, flags, shifts
from moderation.models import Flag
from realtime.later import later as _

HERE = _("A moderator on watch for the whole community has been told.")
CALLING = _(
    "No moderator is on watch now. We are calling one, "
    "but can’t say how soon they answer."
)
NEXT_SHIFT = _("No moderator is on watch now. It is read when the next one comes.")


FOR_LEADS = _(
    "The safeguarding leads are told. We can’t say how soon they read it, "
    "so if it can’t wait, ring 999."
)
NOBODY = 0


def when_read(level: str, besides: int = NOBODY, is_for_lead: bool = False) -> str:
    """For the author, beside the help that is open whatever we do.

    Besides: an author who is on watch themselves; nobody judges their own words.
    """
    if is_for_lead and flags.leads_besides(besides).exists():
        return FOR_LEADS
    if shifts.does_anybody_watch(besides):
        return HERE
    if level != Flag.Level.RED:
        return NEXT_SHIFT
    others = alarms.on_call_now().exclude(person=besides)
    return CALLING if others.exists() else NEXT_SHIFT
