"""Whether somebody's message was answered, by a rule that is written down.

Somebody else answers a message when they
1. reply to it, or
2. hang a reaction on it, or
3. write the next message after it (its author's own aside), within ten minutes, and
   that is no reply to another message.

What was taken back or covered answers nobody.
"""

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from people.models import FIRST_WEEK, Person, Role
from rooms.models import Message, Reaction, Room

FOLLOWS_WITHIN = timedelta(minutes=10)
# More first messages than one look of the clock takes up.
MOST = 500


def written(messages: "QuerySet[Message] | None" = None) -> QuerySet[Message]:
    """What people say to each other in rooms; what is held, or only practice, is not."""
    found = Message.objects.all() if messages is None else messages
    real = found.filter(
        room__kind=Room.Kind.ROOM, room__is_practice=False, seq__isnull=False
    )
    return real.exclude(author__role=Role.HOST)


def first_messages() -> QuerySet[Message]:
    """Each newcomer's first message, in their first week."""
    earlier = written().filter(author=OuterRef("author"), pk__lt=OuterRef("pk"))
    newcomers = written().filter(
        author__role=Role.PEER, at__lte=F("author__joined_at") + FIRST_WEEK
    )
    return newcomers.exclude(Exists(earlier))


def answered(messages: QuerySet[Message], within: timedelta) -> QuerySet[Message]:
    """Those that were answered so soon after they were written."""
    others = Message.objects.filter(state=Message.State.SHOWN).exclude(
        author=OuterRef("author")
    )
    soon = Q(at__lte=OuterRef("at") + within)
    replies = others.filter(soon, reply_to=OuterRef("pk"))
    hands = Reaction.objects.filter(soon, message=OuterRef("pk"))
    following = others.filter(room=OuterRef("room"), seq__gt=OuterRef("seq"))
    next_one = following.order_by("seq")
    follows = Q(next_at__lte=F("at") + min(within, FOLLOWS_WITHIN)) & (
        Q(next_reply_to=None) | Q(next_reply_to=F("pk"))
    )
    return messages.annotate(
        next_at=Subquery(next_one.values("at")[:1]),
        next_reply_to=Subquery(next_one.values("reply_to")[:1]),
    ).filter(
        Exists(replies) | Exists(hands.exclude(person=OuterRef("author"))) | follows
    )


def waiting(since: datetime) -> list[Message]:
    """First messages that nobody has been told of, written before then, with no answer.

    Begins with the newcomers, who are few, and not with all that was ever written.
    """
    newcomers = Person.objects.filter(
        role=Role.PEER, joined_at__gt=since - FIRST_WEEK, unanswered=None
    )
    shown = first_messages().filter(
        author__in=list(newcomers.values_list("pk", flat=True)),
        state=Message.State.SHOWN,
        at__lte=since,
    )
    late = list(shown.select_related("author", "room")[:MOST])
    said = answered(Message.objects.filter(pk__in=[m.pk for m in late]), FIRST_WEEK)
    done = set(said.values_list("pk", flat=True))
    return [message for message in late if message.pk not in done]
