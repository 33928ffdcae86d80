"""Checking in: a private note to the author of a flagged message."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext_noop

from moderation import flags, unread
from moderation.models import CheckIn, Flag
from people import actions as people
from people.actions import Refused
from people.models import Person
from people.said import said
from realtime import streams
from realtime.sources import Refusal
from realtime.writer import change
from rooms import actions as rooms
from rooms.models import Message, Room
from rooms.posting import BadPost, Stored

OPENED = gettext_noop("%(alias)s, a moderator, has written you a private note.")


def open_check_in(
    flag: Flag, note: str, *, by: Person, person: Person | None = None
) -> CheckIn:
    """Writes in private to the author, or to somebody who was there; in a change, before
    the board is locked."""
    person = person or flag.message.author
    check_in = _going_on(flag, person, by) or begin(person, by, flag=flag)
    write(check_in, note, by)
    people.notify(
        check_in.person,
        kind="check_in",
        words=said(OPENED, alias=by.alias),
        link=reverse("check_in", args=[check_in.room_id]),
    )
    return check_in


@change
def leave_check_ins(person: Person) -> None:
    """Who no longer moderates reads none of what others answered; replies are flagged."""
    theirs = CheckIn.objects.exclude(person=person).filter(
        room__memberships__person=person, room__memberships__left_at=None
    )
    for check_in in theirs.select_related("room"):
        rooms.leave_room(check_in.room, by=person)


@change
def raise_unread(reply: Message) -> None:
    """Whoever was told of it has not read it, and may be gone: a colleague looks."""
    with streams.moving([flags.BOARD]):
        if unread.replies().filter(pk=reply.pk).exists():
            level = Flag.Level.YELLOW
            flags.raise_flag(reply, level=level, concern="check_in_reply")


def _going_on(flag: Flag, person: Person, by: Person) -> CheckIn | None:
    """A flag about a reply is answered where the reply stands, by whoever took it."""
    check_in = CheckIn.objects.filter(room=flag.message.room_id).first()
    if check_in is None or check_in.person_id != person.pk:
        return None
    if check_in.by_id != by.pk:
        rooms.join_room(check_in.room, by=by)
        check_in.by = by
        check_in.save(update_fields=["by"])
    return check_in


def begin(person: Person, by: Person, *, flag: Flag | None = None) -> CheckIn:
    """A private talk between a member and a moderator; in a change."""
    room = rooms.open_private_room(Room.Kind.CHECK_IN, "Check-in", [person, by])
    return CheckIn.objects.create(flag=flag, room=room, by=by, person=person)


def write(talk: CheckIn, note: str, by: Person) -> Stored:
    """Refused at the field `note`, if it can't be sent."""
    try:
        answer = rooms.post(talk.room_id, by=by, body=note, cid=uuid.uuid4())
    except BadPost as problem:
        raise Refused(str(problem), "note") from None
    if isinstance(answer, Refusal):
        raise Refused(answer.reason, "note")
    assert isinstance(answer, Stored), "a check-in is never quiet"
    return answer
