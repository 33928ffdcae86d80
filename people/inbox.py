"""A person's inbox as a stream, me:<id>: what sockets read of it."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from people.languages import in_language_of
from people.models import Notice, Person
from realtime.streams import Row, number_in


def stream_of(person_id: int) -> str:
    return f"me:{person_id}"


def in_order(persons: Iterable[Person]) -> list[Person]:
    """As inboxes are locked in every process, so that no two wait for each other."""
    return sorted(persons, key=lambda person: stream_of(person.pk))


def row(notice: Notice) -> Row:
    with in_language_of(notice.person):
        said = notice.said
    data = {
        "id": notice.pk,
        "kind": notice.kind,
        "words": said,
        "link": notice.link,
        "at": notice.at.isoformat(),
        "seen": notice.seen_at is not None,
    }
    if notice.is_quiet:
        data["quiet"] = True
    return Row(notice.pk, notice.position, data)


def changes(cursors: dict[str, int], limit: int) -> dict[str, list[Row]]:
    """Each inbox's rows after its cursor, in order, at most limit of each."""
    if not cursors:
        return {}
    asked = Q()
    for name, after in cursors.items():
        asked |= Q(person=_owner(name), position__gt=after)
    notices = Notice.objects.filter(asked).select_related("person").order_by("position")
    if len(cursors) == 1:
        # The cursor is a browser's own, and may ask for all that ever came.
        notices = notices[:limit]
    found: dict[str, list[Row]] = defaultdict(list)
    for notice in notices:
        rows = found[stream_of(notice.person_id)]
        if len(rows) < limit:
            rows.append(row(notice))
    return {name: found[name] for name in cursors}


def latest(stream: str, limit: int) -> list[Row]:
    """The newest rows of one inbox, oldest first."""
    mine = Notice.objects.filter(person=_owner(stream)).select_related("person")
    newest = mine.order_by("-position")[:limit]
    return [row(notice) for notice in reversed(newest)]


def _owner(stream: str) -> int:
    """Nobody, for what is no inbox: a browser may ask for any name."""
    return number_in(stream) or 0
