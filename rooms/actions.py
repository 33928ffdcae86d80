"""Every change to a room: opening it, joining, posting, reacting, covering, muting."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from people import standing
from people.models import Person
from realtime import revocations, streams, writer
from realtime.streams import Line, Row
from realtime.writer import change
from rooms import posting
from rooms.models import Membership, Message, Reaction, Room, fingerprint
from rooms.posting import Post, Posted, Refused, Stored
from rooms.signals import messages_posted
from rooms.streams import message_row, reactions_on, values_of

# --- Posting


def post(
    room_id: int,
    *,
    by: Person,
    body: str,
    cid: str | uuid.UUID,
    warning: str = "",
    reply_to: int | None = None,
) -> Stored | Refused:
    """One message from a form; waits until it is stored or refused."""
    fields = {"body": body, "cid": str(cid), "warning": warning, "reply_to": reply_to}
    wish = posting.clean_post(room_id, by.pk, fields)
    if writer.is_running() and not writer.current().is_here():
        return writer.current().submit_to(post_messages, wish).result(writer.PATIENCE)
    return post_message(wish)


def post_message(wish: Post) -> Stored | Refused:
    """A batch of one."""
    return post_messages([wish])[0]


def post_messages(wishes: Sequence[Post]) -> list[Stored | Refused]:
    """Stores what may be stored; answers each in order. A refusal is an answer.

    Screening runs before the transaction. If the batch fails the caller tries each
    wish alone, so that a poisoned one fails alone.
    """
    _screen(wishes)
    with transaction.atomic():
        return _Batch(wishes).store()


def _screen(wishes: Sequence[Post]) -> None:
    unscreened = [wish for wish in wishes if wish.verdict is None]
    verdicts = import_string(settings.SCREENER)([wish.body for wish in unscreened])
    for wish, verdict in zip(unscreened, verdicts, strict=True):
        wish.verdict = verdict


class _Batch:
    """One transaction's posts: everything is read once, then decided in memory."""

    def __init__(self, wishes: Sequence[Post]) -> None:
        self.wishes = wishes
        self.now = timezone.now()

    def store(self) -> list[Stored | Refused]:
        names = {f"room:{wish.room}" for wish in self.wishes}
        with streams.moving(names, begin_missing=False) as lines:
            self._read()
            answers = [self._decide(wish, lines) for wish in self.wishes]
            self._insert(lines)
        return [a if isinstance(a, Refused) else _stored(a) for a in answers]

    def _read(self) -> None:
        """Reads, under the locks, all that decides; a ban that committed is seen."""
        rooms = {wish.room for wish in self.wishes}
        authors = {wish.author for wish in self.wishes}
        standing.hold(authors)
        self.rooms = Room.objects.in_bulk(rooms)
        self.members = {
            (m.room_id, m.person_id): m
            for m in Membership.objects.filter(
                room__in=rooms, person__in=authors
            ).select_related("person")
        }
        self.known = {
            (m.room_id, m.author_id, m.cid): m
            for m in Message.objects.filter(cid__in={w.cid for w in self.wishes})
        }
        replies = {w.reply_to for w in self.wishes if w.reply_to}
        self.replied = (
            dict(Message.objects.filter(pk__in=replies).values_list("pk", "room"))
            if replies
            else {}
        )
        self.new: list[tuple[Message, Post, Person]] = []

    def _decide(self, wish: Post, lines: dict[str, Line]) -> Message | Refused:
        before = self.known.get((wish.room, wish.author, wish.cid))
        if before is not None:
            # For ever, whatever has happened to the author since.
            same = before.fingerprint == fingerprint(wish.body)
            return before if same else posting.CID_REUSED
        member = self.members.get((wish.room, wish.author))
        refusal = refusal_for(self.rooms.get(wish.room), member, self.now)
        if refusal is not None:
            return refusal
        assert member is not None
        line = lines[f"room:{wish.room}"]
        message = Message(
            room_id=wish.room,
            author_id=wish.author,
            cid=wish.cid,
            seq=line.next_place(),
            position=line.next_position(),
            at=self.now,
            body=wish.body,
            fingerprint=fingerprint(wish.body),
            warning=wish.warning,
            reply_to_id=self._reply_in_room(wish),
        )
        self.known[(wish.room, wish.author, wish.cid)] = message
        self.new.append((message, wish, member.person))
        return message

    def _reply_in_room(self, wish: Post) -> int | None:
        """A reply points into its own room, or at nothing."""
        if wish.reply_to and self.replied.get(wish.reply_to) == wish.room:
            return wish.reply_to
        return None

    def _insert(self, lines: dict[str, Line]) -> None:
        if not self.new:
            return
        Message.objects.bulk_create([message for message, _, _ in self.new])
        posted = []
        for message, wish, author in self.new:
            row = Row(message.pk, message.position, values_of(message, author, {}))
            lines[f"room:{message.room_id}"].rows.append(row)
            kind = self.rooms[message.room_id].kind
            posted.append(Posted(message, author, kind != Room.Kind.ROOM, wish.verdict))
        messages_posted.send(sender=Message, posted=posted)


def refusal_for(
    room: Room | None, member: Membership | None, now: datetime
) -> Refused | None:
    """Why this person may not write here now; None if they may."""
    if room is None or member is None or not member.is_current():
        return posting.NOT_FOUND
    if member.person.is_suspended():
        return posting.SUSPENDED
    if room.closed_at is not None:
        return posting.ROOM_CLOSED
    if member.muted_until and member.muted_until > now:
        return posting.muted(int((member.muted_until - now).total_seconds() * 1000))
    if not room.takes_messages(now):
        return posting.ROOM_QUIET
    return None


def _stored(message: Message) -> Stored:
    return Stored(
        str(message.cid), message.room_id, message.pk, message.seq, message.position
    )


# --- Changing what was written


@change
def react(message: Message, kind: str, on: bool, *, by: Person) -> Refused | None:
    """Hangs a reaction on a message, or takes it off; doing it twice is doing it once."""
    with streams.moving([f"room:{message.room_id}"]) as lines:
        refusal = _reading_refusal(message, by)
        if refusal is not None:
            return refusal
        given = Reaction.objects.filter(message=message, person=by, kind=kind)
        if given.exists() == on:
            return None
        if on:
            Reaction.objects.create(message=message, person=by, kind=kind)
        else:
            given.delete()
        _move(message, lines)
    return None


@change
def take_back(message: Message, *, by: Person) -> Refused | None:
    """Erases one's own words; the place stays, and so does what a flag kept of them."""
    with streams.moving([f"room:{message.room_id}"]) as lines:
        refusal = _reading_refusal(message, by)
        if refusal is not None or message.author_id != by.pk:
            return refusal or posting.NOT_FOUND
        if message.state == Message.State.TAKEN_BACK:
            return None
        message.state = Message.State.TAKEN_BACK
        message.body = message.warning = ""
        _move(message, lines)
    return None


@change
def cover_message(message: Message, *, covered: bool = True) -> None:
    """Covers a message for everybody, or shows it again; moderation decides."""
    with streams.moving([f"room:{message.room_id}"]) as lines:
        message.refresh_from_db(fields=["state", "body", "warning"])
        if message.state == Message.State.TAKEN_BACK:
            return
        state = Message.State.COVERED if covered else Message.State.SHOWN
        if message.state != state:
            message.state = state
            _move(message, lines)


def _reading_refusal(message: Message, by: Person) -> Refused | None:
    """Looks again under the lock: the message and the membership may have changed."""
    message.refresh_from_db()
    member = (
        Membership.objects.filter(room=message.room_id, person=by)
        .select_related("person")
        .first()
    )
    if member is None or not member.is_current():
        return posting.NOT_FOUND
    return posting.SUSPENDED if member.person.is_suspended() else None


def _move(message: Message, lines: dict[str, Line]) -> None:
    line = lines[f"room:{message.room_id}"]
    message.position = line.next_position()
    message.save(update_fields=["state", "body", "warning", "position"])
    row = message_row(message, reactions_on([message.pk]).get(message.pk))
    line.rows.append(Row(message.pk, message.position, row))


# --- Rooms and who is in them


@change
def open_room(
    *,
    by: Person | None,
    name: str,
    purpose: str = "",
    rules: str = "",
    needs_cover: bool = True,
    is_open_to_all: bool = True,
) -> Room:
    """A room where peers talk; whoever opens it is in it."""
    room = Room.objects.create(
        name=name,
        purpose=purpose,
        rules=rules,
        needs_cover=needs_cover,
        is_open_to_all=is_open_to_all,
    )
    streams.begin(room.stream)
    if by is not None:
        join_room(room, by=by)
    return room


@change
def open_private_room(kind: str, name: str, members: Sequence[Person]) -> Room:
    """A thread or a check-in: for exactly these people, at any hour."""
    room = Room.objects.create(
        kind=kind, name=name, needs_cover=False, is_open_to_all=False
    )
    streams.begin(room.stream)
    Membership.objects.bulk_create(
        [Membership(room=room, person=person) for person in members]
    )
    return room


@change
def close_room(room: Room) -> None:
    """Ends the writing, from this commit on; who could read it still can."""
    with streams.moving([room.stream]):
        Room.objects.filter(pk=room.pk, closed_at=None).update(closed_at=timezone.now())


@change
def join_room(room: Room, *, by: Person) -> Membership | None:
    """Lets somebody in; None if they were removed from this room."""
    member, _ = Membership.objects.get_or_create(room=room, person=by)
    if member.removed_at is not None:
        return None
    if member.left_at is not None:
        member.left_at = None
        member.save(update_fields=["left_at"])
    return member


@change
def leave_room(room: Room, *, by: Person) -> None:
    Membership.objects.filter(room=room, person=by, left_at=None).update(
        left_at=timezone.now()
    )
    revocations.revoke(by.pk, stream=room.stream)


@change
def mute_member(room: Room, person: Person, *, until: datetime) -> None:
    """Pauses somebody's writing in one room; they can still read and react."""
    with streams.moving([room.stream]):
        Membership.objects.filter(room=room, person=person).update(muted_until=until)


@change
def remove_member(room: Room, person: Person) -> None:
    """Takes somebody out of a room: no writing from this commit, no reading within 1 s."""
    with streams.moving([room.stream]):
        Membership.objects.update_or_create(
            room=room, person=person, defaults={"removed_at": timezone.now()}
        )
        revocations.revoke(person.pk, stream=room.stream)


@change
def renew_cover(room_ids: Sequence[int], *, until: datetime) -> None:
    Room.objects.filter(pk__in=room_ids).update(covered_until=until)


@change
def end_cover(room_ids: Sequence[int]) -> None:
    Room.objects.filter(pk__in=room_ids).update(covered_until=timezone.now())
