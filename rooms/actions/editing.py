"""Saying it in other words: for ten minutes, screened again, and marked."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from people import standing
from people.models import Person
from realtime import streams, writer
from realtime.doing import NOT_STORED
from realtime.sources import Refusal
from realtime.streams import Line, Row
from rooms import posting
from rooms.actions.calling import find_called, telling
from rooms.actions.storing import refusal_for, screen
from rooms.mentions import Mentions
from rooms.models import Membership, Message, Room
from rooms.posting import Edit, Posted
from rooms.signals import messages_posted
from rooms.streams import message_row, reactions_on


def edit_message(message: Message, body: str, *, by: Person) -> Refusal | None:
    """One edit from a form; waits until it is stored or refused. Raises BadPost."""
    fields = {"message": message.pk, "body": body}
    wish = posting.clean_edit(message.room_id, by.pk, fields)
    if writer.is_running() and not writer.current().is_here():
        try:
            waiting = writer.current().submit_to(edit_messages, wish)
            return writer.outcome(waiting)
        except writer.NOT_WRITTEN:
            # Sent again, the same words find out whether they are stored.
            return NOT_STORED
    return edit_messages([wish])[0]


def edit_messages(wishes: Sequence[Edit]) -> list[Refusal | None]:
    """Stores what may be changed; None where the message now has these words."""
    screen(wishes)
    names = {f"room:{wish.room}" for wish in wishes}
    with transaction.atomic(), streams.moving(names, begin_missing=False) as lines:
        standing.hold({wish.author for wish in wishes})
        posted: list[Posted] = []
        before: dict[int, Mentions] = {}
        answers = [_edit(wish, lines, posted, before) for wish in wishes]
        if posted:
            with telling([one.message for one in posted], before=before):
                messages_posted.send(sender=Message, posted=posted)
    return answers


def _edit(
    wish: Edit,
    lines: dict[str, Line],
    posted: list[Posted],
    before: dict[int, Mentions],
) -> Refusal | None:
    now = timezone.now()
    message = (
        Message.objects.filter(pk=wish.message, room=wish.room, author=wish.author)
        .select_related("author", "room")
        .first()
    )
    if message is None:
        return posting.NOT_FOUND
    if message.shown_body == wish.body:
        # Sent again, because nobody heard the answer.
        return None
    refusal = _refusal(message, now) or _must_wait(message, wish)
    if refusal is None:
        before[message.pk] = message.mentions
        message.body = wish.body
        message.is_heavy = posting.is_heavy(wish)
        [message.mentions] = find_called([(message.room_id, message.body)])
        message.edited_at = now
        _move(message, lines)
        is_private = message.room.kind != Room.Kind.ROOM
        posted.append(Posted(message, message.author, is_private, wish.verdict))
    return refusal


def _refusal(message: Message, now: datetime) -> Refusal | None:
    """The same rules as for a new message, and those of changing one."""
    author = message.author
    member = Membership.objects.filter(room=message.room_id, person=author).first()
    refusal = refusal_for(message.room, author, member, now)
    if refusal is not None:
        return refusal
    if message.seq is None:
        return posting.WAITS
    if not message.room.takes_messages(now):
        return posting.ROOM_QUIET
    if message.state == Message.State.COVERED:
        return posting.COVERED
    if message.state == Message.State.TAKEN_BACK:
        return posting.TAKEN_BACK
    return posting.TOO_LATE if now - message.at > posting.EDITABLE_FOR else None


def _must_wait(message: Message, wish: Edit) -> Refusal | None:
    """What would be held is not slipped in by changing other words."""
    if message.room.holds_unscreened and wish.verdict is None:
        return posting.UNREAD
    is_thread = message.room.kind == Room.Kind.THREAD
    holds = is_thread and import_string(settings.HOLDS_IN_THREADS)(wish.body)
    return posting.SEND_ANEW if holds and not posting.is_distress(wish) else None


def _move(message: Message, lines: dict[str, Line]) -> None:
    line = lines[f"room:{message.room_id}"]
    message.position = line.next_position()
    message.save(
        update_fields=["body", "mentions", "edited_at", "is_heavy", "position"]
    )
    row = message_row(message, reactions_on([message.pk]).get(message.pk))
    line.rows.append(Row(message.pk, message.position, row))
