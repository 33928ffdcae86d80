"""Which flags are read twice, and how far the two readings agree."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils import timezone

from moderation import flags, policies
from moderation.models import Decision, Flag, Outcome
from moderation.reading_models import SecondRead
from moderation.statistics import Agreement, agreement
from people.models import Person
from rooms.models import Room

NOT_OLDER = timedelta(days=30)
MOST = 10


def waiting_for(person: Person) -> list[Flag]:
    """Decided flags of the sample that this person has nothing to do with.

    Only from rooms: a look into a thread needs a reason and is told to its two.
    """
    share = policies.number("reading", "percent")
    since = timezone.now() - NOT_OLDER
    mine = Decision.objects.filter(flag=OuterRef("pk"), by=person)
    done = flags.for_people().filter(
        state=Flag.State.RESOLVED,
        resolved_at__gte=since,
        erased_at=None,
        second_read=None,
        is_for_lead=False,
        message__room__kind=Room.Kind.ROOM,
    )
    others = done.exclude(message__author=person).filter(~Exists(mine))
    decided = others.filter(Exists(Decision.objects.filter(flag=OuterRef("pk"))))
    ordered = decided.order_by("-resolved_at")
    return [flag for flag in ordered if is_sampled(flag.pk, share)][:MOST]


def waiting_flag_for(person: Person, flag_id: int) -> Flag:
    if not person.is_moderator:
        raise Http404
    for flag in waiting_for(person):
        if flag.pk == flag_id:
            return flag
    raise Http404


def is_sampled(flag: int, percent: int) -> bool:
    """By a keyed hash: nobody can foresee which, and it is the same everywhere."""
    digest = hmac.new(settings.SECRET_KEY.encode(), b"read %d" % flag, hashlib.sha256)
    return int(digest.hexdigest()[:8], 16) % 100 < percent


def agreement_since(since: datetime, until: datetime) -> Agreement:
    """Whether it was a concern: as first decided, and as read again."""
    concern = Decision.objects.filter(flag=OuterRef("flag")).exclude(
        outcome=Outcome.NO_CONCERN
    )
    read = SecondRead.objects.filter(at__gte=since, at__lt=until)
    pairs = read.annotate(first=Exists(concern)).values_list("first", "is_concern")
    return agreement(list(pairs))
