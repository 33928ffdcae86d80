"""Reporting: a person points at a message by one of three doors."""

from datetime import timedelta

from django.conf import settings

from moderation import flags
from moderation.models import Flag, Report
from people import actions as people
from people.actions.refusal import Refused, TooOften
from people.models import Person
from realtime.later import later as _
from realtime.writer import change
from rooms import access as rooms
from rooms.models import Message

YOUR_OWN = _("This is your own message. You can take it back in the room.")
TOO_OFTEN = _(
    "You have reported a lot in one hour. If somebody is in danger, call 999."
)
LEVELS = {Report.Door.WORRIED: Flag.Level.AMBER, Report.Door.RULES: Flag.Level.GREEN}


@change
def report_message(message: Message, *, by: Person, door: str) -> Report:
    """One report a door for each person; a second time changes nothing, unless the
    words were changed since it was decided: then nobody has looked at what is reported.

    The door "hard" raises no flag: it says how the reader is, and accuses nobody.
    """
    message = rooms.message_for(by, message.pk)
    if message.author_id == by.pk:
        raise Refused(YOUR_OWN)
    made = Report.objects.filter(message=message, by=by, door=door)
    earlier = made.select_related("flag").order_by("-pk").first()
    if earlier and not _has_changed_since(earlier.flag, message):
        return earlier
    _take_attempt(by)
    level = LEVELS.get(Report.Door(door))
    flag = level and flags.raise_flag(message, level=level, concern=door)
    report, _ = Report.objects.get_or_create(
        message=message, by=by, door=door, flag=flag or None
    )
    return report


def _has_changed_since(flag: Flag | None, message: Message) -> bool:
    decided, edited = flag.resolved_at if flag else None, message.edited_at
    return decided is not None and edited is not None and edited >= decided


def _take_attempt(by: Person) -> None:
    limits = {f"person:{by.pk}": settings.REPORTS_PER_HOUR}
    until = people.take_attempt("report", limits, within=timedelta(hours=1))
    if until:
        raise TooOften(TOO_OFTEN, until)
