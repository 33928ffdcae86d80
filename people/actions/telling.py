"""Telling one person something privately, on their own stream."""

import uuid

from django.utils import timezone

from people import inbox, rest
from people.actions import mailing, subscribing
from people.models import Notice, Person
from people.said import Said, as_said
from realtime import streams
from realtime.writer import change


@change
def notify(
    person: Person,
    *,
    kind: str,
    words: str | Said,
    link: str = "",
    key: uuid.UUID | None = None,
    by_mail: bool = False,
) -> Notice:
    """Puts a notice in someone's inbox; the same key twice leaves one.

    Words stand in the catalogue: its reader has them in their own language.
    Devices on which they asked to be told hear that something waits: in quiet
    hours once they are over, if it was not looked at; on a break never.
    A reminder goes to the e-mail address they gave for that, unless it is quiet.
    """
    name, told = inbox.stream_of(person.pk), as_said(words)
    with streams.moving([name]) as lines:
        earlier = Notice.objects.filter(key=key).first() if key else None
        if earlier:
            return earlier
        notice = Notice.objects.create(
            person=person,
            position=lines[name].next_position(),
            kind=kind,
            **told.kept(),
            link=link,
            is_quiet=rest.is_left_alone(person, kind, timezone.now()),
            key=key or uuid.uuid4(),
        )
        lines[name].rows.append(inbox.row(notice))
    if not notice.is_quiet:
        subscribing.queue_push(person.pk, kind)
        if by_mail:
            mailing.queue_reminder(person.pk)
    elif not person.is_away():
        ends = rest.quiet_ends(person, timezone.now())
        subscribing.queue_push_for_later(person.pk, kind, ends)
    return notice


@change
def mark_notices_seen(person: Person, *, link: str = "") -> None:
    """All of them, or those that lead to one place, which has been acted on."""
    name = inbox.stream_of(person.pk)
    with streams.moving([name]) as lines:
        unread = person.notices.filter(seen_at=None).order_by("position")
        unseen = list(unread.filter(link=link) if link else unread)
        for notice in unseen:
            notice.seen_at = timezone.now()
            notice.position = lines[name].next_position()
            lines[name].rows.append(inbox.row(notice))
        Notice.objects.bulk_update(unseen, ["seen_at", "position"])
    if not person.notices.filter(seen_at=None).exists():
        subscribing.forget_later_pushes(person.pk)
