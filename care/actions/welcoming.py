"""Welcoming: who offered, who is told that somebody new waits, and the end of it."""

from collections.abc import Sequence

from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from care.models import Unanswered, Welcomer
from people import actions as people
from people import inbox
from people.actions import Refused
from people.models import Person
from realtime import streams
from realtime.later import later as _
from realtime.writer import change
from rooms.models import Message

WAITS = _("Somebody new wrote for the first time. Nobody has answered yet.")
ENDED = _("Staff have ended your welcoming. You can ask them why.")


@change
def offer_welcoming(*, by: Person) -> Welcomer:
    # Locked: staff may be ending it at this moment.
    welcomer, _ = Welcomer.objects.select_for_update().get_or_create(person=by)
    if welcomer.ended_by_id is not None:
        raise Refused(ENDED)
    if welcomer.ended_at is not None:
        welcomer.ended_at, welcomer.offered_at = None, timezone.now()
        welcomer.save(update_fields=["ended_at", "offered_at"])
    return welcomer


@change
def stop_welcoming(*, by: Person) -> None:
    Welcomer.objects.filter(person=by, ended_at=None).update(ended_at=timezone.now())


@change
def end_welcoming(welcomer: Welcomer, *, by: Person) -> None:
    """For good, until staff allow it again."""
    Welcomer.objects.filter(pk=welcomer.pk, ended_by=None).update(
        ended_by=by, ended_at=Coalesce("ended_at", timezone.now())
    )


@change
def allow_welcoming(welcomer: Welcomer, *, by: Person) -> None:
    """The peer may offer it anew."""
    Welcomer.objects.filter(pk=welcomer.pk).update(ended_by=None)


@change
def show_unanswered(
    message: Message, *, moderators: Sequence[Person], welcomers: Sequence[Person]
) -> bool:
    """Once for a newcomer, however many clocks there are; False if it was told before."""
    told = [*moderators, *welcomers]
    with streams.moving({inbox.stream_of(person.pk) for person in told}):
        _, is_first = Unanswered.objects.get_or_create(
            person_id=message.author_id, defaults={"message": message}
        )
        if is_first:
            for person in told:
                _tell(person, person in moderators)
    return is_first


def _tell(person: Person, is_moderator: bool) -> None:
    kind = "unanswered" if is_moderator else "welcome"
    link = reverse("newcomers" if is_moderator else "welcoming")
    people.notify(person, kind=kind, words=WAITS, link=link)
