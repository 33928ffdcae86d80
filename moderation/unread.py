"""Which replies in check-ins nobody has read although they were told at once."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from moderation import flags
from moderation.models import Flag
from rooms.models import Membership, Message

# Whoever was on watch when it came may be so no more.
UNREAD_FOR = timedelta(minutes=30)
# What is older was answered, or raised, long ago.
LOOKED_BACK = timedelta(days=7)


def replies() -> QuerySet[Message]:
    """The last of each check-in, if whoever opened it neither read nor answered it."""
    until = timezone.now() - UNREAD_FOR
    written = Message.objects.filter(
        author=F("room__check_in__person"),
        state=Message.State.SHOWN,
        at__range=(until - LOOKED_BACK, until),
    )
    here = {"room": OuterRef("room")}
    opener, seq = OuterRef("room__check_in__by"), OuterRef("seq")
    is_read = Membership.objects.filter(**here, person=opener, last_read__gte=seq)
    later = Message.objects.filter(**here, seq__gt=seq)
    is_last = ~Exists(later.filter(Q(author=opener) | Q(at__lte=until)))
    # A colleague who looks at another of these replies reads this one beside it.
    on_board = flags.unresolved().filter(message__room=OuterRef("room"))
    raised = Flag.objects.filter(message=OuterRef("pk"))
    unseen = written.filter(~Exists(is_read), is_last)
    return unseen.filter(~Exists(on_board), ~Exists(raised))
