"""Who may look into the thread of a flag, and whose look is still open."""

from datetime import timedelta

from django.utils import timezone

from moderation.models import Flag
from moderation.seconding_models import Proposal
from people.models import Person
from rooms.models import Room

# A look stays open this long; then it needs its reason again.
LASTS = timedelta(minutes=30)
CLOCKS_DIFFER = timedelta(minutes=1)


def may_look(person: Person, flag: Flag) -> bool:
    """Whoever holds it; and, so that nobody agrees unread, who is asked as the second."""
    if flag.message.room.kind != Room.Kind.THREAD:
        return False
    if flag.state == Flag.State.CLAIMED and flag.claimed_by_id == person.pk:
        return True
    waiting = flag.proposals.filter(state=Proposal.State.WAITING)
    return waiting.exclude(by=person).exists()


def has_look(person: Person, flag: Flag) -> bool:
    now = timezone.now()
    # A clock that was set back must not keep a thread open for hours.
    in_time = {"at__gt": now - LASTS, "at__lte": now + CLOCKS_DIFFER}
    looked = flag.views.filter(by=person, **in_time)
    return may_look(person, flag) and looked.exists()
