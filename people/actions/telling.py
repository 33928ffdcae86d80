"""Telling one person something privately, on their own stream."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from django.db.models import Max, Q
from django.utils import timezone

from people import inbox, rest
from people.actions import mailing, subscribing
from people.models import Notice, Person
from people.said import Said, as_said
from realtime import streams
from realtime.plain_sql import fresh, insert
from realtime.streams import Line
from realtime.writer import change

# What is written of a new notice; the rest is null until somebody looks.
WRITTEN = (
    *("person_id", "position", "at", "kind", "words", "pattern", "values"),
    *("link", "is_quiet", "key"),
)


@dataclass(slots=True)
class Telling:
    """Something for one person only, in words of the catalogue."""

    person: Person
    kind: str
    words: str | Said
    link: str = ""
    key: uuid.UUID = field(default_factory=uuid.uuid4)


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

    A reminder goes to the e-mail address they gave for that, unless it is quiet.
    """
    with streams.moving([inbox.stream_of(person.pk)]):
        earlier = Notice.objects.filter(key=key).first() if key else None
        if earlier:
            return earlier
        [notice] = tell_each([Telling(person, kind, words, link, key or uuid.uuid4())])
    if by_mail and not notice.is_quiet:
        mailing.queue_reminder(person.pk)
    return notice


def tell_each(tellings: Sequence[Telling]) -> list[Notice]:
    """Part of a change: a notice for each, written at once.

    Words stand in the catalogue: its reader has them in their own language.
    Devices on which they asked to be told hear that something waits: in quiet
    hours once they are over, if it was not looked at; on a break never.
    """
    if not tellings:
        return []
    with streams.moving({inbox.stream_of(one.person.pk) for one in tellings}) as lines:
        notices = [_notice(one, lines) for one in tellings]
        rows = list(map(attrgetter(*WRITTEN), notices))
        for notice, pk in zip(notices, insert(Notice, WRITTEN, rows), strict=True):
            notice.id = pk
            lines[inbox.stream_of(notice.person_id)].rows.append(inbox.row(notice))
    reachable = subscribing.with_devices({one.person.pk for one in tellings})
    for notice in notices:
        if notice.person_id in reachable:
            _queue_push(notice)
    return notices


def _notice(telling: Telling, lines: Mapping[str, Line]) -> Notice:
    person, now = telling.person, timezone.now()
    values = {
        "person_id": person.pk,
        "position": lines[inbox.stream_of(person.pk)].next_position(),
        "at": now,
        "kind": telling.kind,
        **as_said(telling.words).kept(),
        "link": telling.link,
        "is_quiet": rest.is_left_alone(person, telling.kind, now),
        "key": telling.key,
    }
    return fresh(Notice, values, person=person)


def _queue_push(notice: Notice) -> None:
    person = notice.person
    if not notice.is_quiet:
        subscribing.queue_push(person.pk, notice.kind)
    elif not person.is_away():
        ends = rest.quiet_ends(person, timezone.now())
        subscribing.queue_push_for_later(person.pk, notice.kind, ends)


@change
def mark_notices_seen(
    person: Person, *, link: str = "", shown: Sequence[int] = ()
) -> None:
    """Those that lead to one place, which has been acted on, or that were shown.

    Never all of them: one may have come since, and nobody would read it.
    """
    name = inbox.stream_of(person.pk)
    with streams.moving([name]) as lines:
        unread = person.notices.filter(seen_at=None).order_by("position")
        unseen = list(unread.filter(Q(link=link) if link else _read(person, shown)))
        for notice in unseen:
            notice.seen_at = timezone.now()
            notice.position = lines[name].next_position()
            lines[name].rows.append(inbox.row(notice))
        Notice.objects.bulk_update(unseen, ["seen_at", "position"])
    if not person.notices.filter(seen_at=None).exists():
        subscribing.forget_later_pushes(person.pk)


def _read(person: Person, shown: Sequence[int]) -> Q:
    """A newer card of help stands in the place of those before it."""
    cards = person.notices.filter(kind="help", pk__in=shown)
    newest = cards.aggregate(newest=Max("pk"))["newest"] or 0
    return Q(pk__in=shown) | Q(kind="help", pk__lte=newest)
