"""Storing posts: everything decided under the locks, a batch to a commit."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.module_loading import import_string

from people.models import Person
from realtime import streams, writer
from realtime.doing import NOT_STORED
from realtime.plain_sql import fresh, insert
from realtime.sources import Refusal
from realtime.streams import Line, Row
from rooms import circles, held_words, posting, slowness, words
from rooms.actions import knowing
from rooms.actions.calling import find_called, telling
from rooms.models import Membership, Message, Room, fingerprint
from rooms.posting import Edit, Held, Post, Posted, Stored
from rooms.signals import messages_posted
from rooms.states import State
from rooms.streams import moment, values_of

# What is written of a new message; the rest is null until something happens to it.
STORED = (
    *("room_id", "author_id", "cid", "seq", "position", "at", "body", "fingerprint"),
    *("warning", "reply_to_id", "state", "why_not", "mentions", "is_heavy"),
)
# Said in the language of whoever is told; lazy() writes a class each time it is called.
_told = lazy(held_words.waiting, str)


def post(
    room_id: int,
    *,
    by: Person,
    body: str,
    cid: str | uuid.UUID,
    warning: str = "",
    reply_to: int | None = None,
) -> Stored | Held | Refusal:
    """One message from a form; waits until it is stored, held or refused."""
    fields = {"body": body, "cid": str(cid), "warning": warning, "reply_to": reply_to}
    return _send(posting.clean_post(room_id, by.pk, fields))


def post_ours(
    room_id: int, *, by: Person, body: str, cid: str | uuid.UUID, reply_to: int
) -> Stored | Held | Refusal:
    """What the community itself has written, sent by a member who chose it."""
    fields = {"body": body, "cid": str(cid), "reply_to": reply_to}
    wish = posting.clean_post(room_id, by.pk, fields)
    wish.is_ours = True
    return _send(wish)


def _send(wish: Post) -> Stored | Held | Refusal:
    if writer.is_running() and not writer.current().is_here():
        try:
            waiting = writer.current().submit_to(post_messages, wish)
            return writer.outcome(waiting)
        except writer.NOT_WRITTEN:
            # Whether it was stored is not known: the same cid, sent again, finds out.
            return NOT_STORED
    return post_message(wish)


def post_message(wish: Post) -> Stored | Held | Refusal:
    """A batch of one."""
    return post_messages([wish])[0]


def post_messages(wishes: Sequence[Post]) -> list[Stored | Held | Refusal]:
    """Stores what may be stored; answers each in order. A refusal is an answer.

    Screening runs before the transaction. If the batch fails the caller tries each
    wish alone, so that a poisoned one fails alone.
    """
    screen(wishes)
    with transaction.atomic():
        return _Batch(wishes).store()


def screen(wishes: Sequence[Post] | Sequence[Edit]) -> None:
    """Gives each wish its verdict; slow, and so before any transaction."""
    unscreened = [wish for wish in wishes if wish.verdict is None]
    verdicts = import_string(settings.SCREENER)([_said(wish) for wish in unscreened])
    for wish, verdict in zip(unscreened, verdicts, strict=True):
        wish.verdict = verdict


def _said(wish: Post | Edit) -> str:
    return words.said(wish.body, wish.warning) if isinstance(wish, Post) else wish.body


class _Batch:
    """One transaction's posts: everything is read once, then decided in memory."""

    known: knowing.Known

    def __init__(self, wishes: Sequence[Post]) -> None:
        self.wishes = wishes
        self.now = timezone.now()
        self.new: list[tuple[Message, Post, Person]] = []

    def store(self) -> list[Stored | Held | Refusal]:
        names = {f"room:{wish.room}" for wish in self.wishes}
        with streams.moving(names, begin_missing=False) as lines:
            self.known = knowing.read(self.wishes, self.now)
            answers = [self._decide(wish, lines) for wish in self.wishes]
            self._insert(lines)
        return [a if isinstance(a, Refusal) else _answer(a) for a in answers]

    def _decide(self, wish: Post, lines: dict[str, Line]) -> Message | Refusal:
        before = self.known.messages.get((wish.room, wish.author, wish.cid))
        if before is not None:
            # For ever, whatever has happened to the author since.
            same = before.fingerprint == fingerprint(wish.body)
            return before if same else posting.CID_REUSED
        member = self.known.members.get((wish.room, wish.author))
        author = self.known.people.get(wish.author)
        refusal = refusal_for(self.known.rooms.get(wish.room), author, member, self.now)
        if refusal is not None or author is None:
            return refusal or posting.NOT_FOUND
        if self._is_out_of_turn(wish, author):
            return posting.CIRCLE
        room, key = self.known.rooms[wish.room], (wish.room, wish.author)
        waits = must_wait(room, wish, self.now)
        slow = slowness.refusal(room, author, self.known.latest.get(key), self.now)
        # A cry for help waits for nothing.
        if slow is not None and not waits and not posting.is_distress(wish):
            return slow
        self.known.latest[key] = self.now
        line = None if waits else lines[f"room:{wish.room}"]
        message = self._message(wish, author, line)
        self.known.messages[(wish.room, wish.author, wish.cid)] = message
        self.new.append((message, wish, author))
        return message

    def _message(self, wish: Post, author: Person, line: Line | None) -> Message:
        """What waits gets no line: it has no place, and nobody here may know of it."""
        values = {
            "room_id": wish.room,
            "author_id": wish.author,
            "cid": wish.cid,
            "seq": line.next_place() if line else None,
            "position": line.next_position() if line else 0,
            "state": Message.State.SHOWN if line else Message.State.HELD,
            "why_not": "",
            "at": self.now,
            "body": wish.body,
            "fingerprint": fingerprint(wish.body),
            "warning": wish.warning,
            "reply_to_id": self._reply_in_room(wish),
            "is_heavy": posting.is_heavy(wish),
        }
        room = self.known.rooms[wish.room]
        return fresh(Message, values, room=room, author=author)

    def _is_out_of_turn(self, wish: Post, author: Person) -> bool:
        """In a circle one writes at a time; a cry for help never waits for its turn."""
        circle = self.known.circles.get(wish.room)
        if circle is None or circles.may_speak(circle, author):
            return False
        return not posting.is_distress(wish)

    def _reply_in_room(self, wish: Post) -> int | None:
        """A reply points into its own room, or at nothing."""
        if wish.reply_to and self.known.replied.get(wish.reply_to) == wish.room:
            return wish.reply_to
        return None

    def _insert(self, lines: dict[str, Line]) -> None:
        if not self.new:
            return
        messages = [message for message, _, _ in self.new]
        called = find_called([(wish.room, wish.body) for _, wish, _ in self.new])
        for message, names in zip(messages, called, strict=True):
            message.mentions = names
        # A field that points elsewhere is slow to ask for by its name.
        rows = list(map(itemgetter(*STORED), map(vars, messages)))
        for message, pk in zip(messages, insert(Message, STORED, rows), strict=True):
            message.id = pk
        posted = []
        for message, wish, author in self.new:
            if message.seq is not None:
                row = Row(message.id, message.position, values_of(message, author, {}))
                lines[f"room:{wish.room}"].rows.append(row)
            is_private = self.known.rooms[wish.room].kind != Room.Kind.ROOM
            marks = wish.is_ours, wish.is_beside
            posted.append(Posted(message, author, is_private, wish.verdict, *marks))
        with telling(messages):
            messages_posted.send(sender=Message, posted=posted)


def refusal_for(
    room: Room | None, author: Person | None, member: Membership | None, now: datetime
) -> Refusal | None:
    """Why this person may not write here now; None if they may."""
    if room is None or author is None or member is None or not member.is_current():
        return posting.NOT_FOUND
    if author.is_suspended():
        return posting.SUSPENDED
    if room.closed_at is not None:
        return posting.ROOM_CLOSED
    if left := member.muted_for():
        return posting.muted(int(left.total_seconds() * 1000))
    return posting.ROOM_SHUT if room.state(now) == State.SHUT else None


def must_wait(room: Room, wish: Post, now: datetime) -> bool:
    """Whether a moderator reads it before the room does."""
    if room.holds_unscreened and wish.verdict is None:
        return True
    if room.kind == Room.Kind.THREAD and not posting.is_distress(wish):
        return bool(import_string(settings.HOLDS_IN_THREADS)(wish.body))
    return room.state(now) == State.QUIET


def _answer(message: Message) -> Stored | Held:
    cid, room = str(message.cid), message.room_id
    if message.seq is None:
        state, why, kind = message.state, message.why_not, message.room.kind
        told = _told(state, why, kind)
        return Held(cid, room, message.pk, moment(message.at), told)
    return Stored(cid, room, message.pk, message.seq, message.position)
