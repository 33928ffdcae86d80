"""Keeping a flag for later: its owner waits for something, says why, and sets an hour."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from moderation import flags, keeping
from moderation.actions import audit, claims, desk, duty
from moderation.models import Flag
from people import actions as people
from people import inbox
from people.actions import Refused
from people.models import Person, Role
from realtime.writer import change

NO_REASON = "Please say what you wait for. Colleagues read it."
NO_TIME = "Please choose for how long."
KEEPS = "{alias} keeps a red flag for later."


@change
def keep_flag(flag: Flag, *, by: Person, hours: int, reason: str) -> Flag:
    """It stays theirs until then, also off shift. Why is a note that colleagues read.

    Inboxes are locked before the board.
    """
    by = duty.check(by)
    reason = duty.needed(reason, "reason", NO_REASON)
    if flag.level == Flag.Level.RED:
        _tell_leads(flag, by)
    with flags.moving(flag) as held:
        claims.check_yours(held, by)
        if hours not in keeping.hours_for(held):
            raise Refused(NO_TIME, "hours")
        held.claimed_until = timezone.now() + timedelta(hours=hours)
        held.kept_until = held.claimed_until
    desk.write_note(held, by=by, words=reason)
    facts = {"until": held.kept_until.isoformat()}
    audit.write_down("kept", by=by, about=f"flag:{held.pk}", facts=facts)
    return held


def _tell_leads(flag: Flag, by: Person) -> None:
    leads = Person.objects.filter(role=Role.LEAD, is_active=True)
    others = leads.exclude(pk__in=[by.pk, flag.message.author_id])
    words, link = KEEPS.format(alias=by.alias), reverse("flag", args=[flag.pk])
    for lead in inbox.in_order(others):
        people.notify(lead, kind="kept", words=words, link=link)
