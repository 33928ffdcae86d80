"""Asking for a word: a member opens a private talk with a moderator who is here now."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from moderation import shifts
from moderation.actions import check_ins
from moderation.models import CheckIn, Flag, Shift
from people import actions as people
from people.actions import Refused
from people.models import Person
from people.said import said
from realtime.later import later as _
from realtime.writer import change
from rooms.models import Message

NOBODY = _("No moderator is here just now. Help below is open at any hour.")
ASKED = gettext_noop("%(alias)s would like a word with you, in private.")
# Asked again within this time, it is the same talk.
SAME_TALK = timedelta(hours=12)


@change
def ask_for_a_word(*, by: Person, about: Message | None = None) -> CheckIn:
    """With whoever watches that room first; refused when nobody is really here."""
    found = _talk_going_on(by) or check_ins.begin(by, _choose(by, about))
    link = reverse("check_in", args=[found.room_id])
    # Once until they have looked: it comes at any hour, however often it is pressed.
    if not found.by.notices.filter(kind="word", link=link, seen_at=None).exists():
        words = said(ASKED, alias=by.alias)
        people.notify(found.by, kind="word", words=words, link=link)
    return found


def _talk_going_on(by: Person) -> CheckIn | None:
    since = timezone.now() - SAME_TALK
    asked = CheckIn.objects.filter(person=by, flag=None, at__gt=since)
    here = shifts.here().values("moderator")
    return asked.filter(by__in=here, room__closed_at=None).order_by("-pk").first()


def _choose(by: Person, about: Message | None) -> Person:
    """Who watches the room, and among those who has the least in hand."""
    here = [shift for shift in shifts.here() if shift.moderator_id != by.pk]
    if not here:
        raise Refused(NOBODY)
    return min(here, key=lambda shift: _order(shift, about)).moderator


def _order(shift: Shift, about: Message | None) -> tuple[bool, int, int]:
    watches = about is not None and shift.rooms.filter(pk=about.room_id).exists()
    held = Flag.objects.filter(
        claimed_by=shift.moderator_id,
        state=Flag.State.CLAIMED,
        claimed_until__gt=timezone.now(),
        kept_until=None,
    )
    return not watches, held.count(), shift.pk
