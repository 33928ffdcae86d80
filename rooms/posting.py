"""What a post is, on its way in, and the answers it can get."""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings

from people.models import Person
from realtime.later import later as _
from realtime.sources import Refusal
from rooms.models import Message


@dataclass(slots=True)
class Post:
    """Somebody's wish to say something, checked for shape and not yet for right."""

    room: int
    author: int
    cid: uuid.UUID
    body: str
    warning: str = ""
    reply_to: int | None = None
    # Chosen from what the community itself has written, and not their author's own words.
    is_ours: bool = False
    # Said with another act, as a goal is, and not written as a message of its own.
    is_beside: bool = False
    # What screening said before the transaction; None if it could not say.
    verdict: Any = None


@dataclass(slots=True)
class Edit:
    """Somebody's wish to say a message of theirs in other words."""

    room: int
    author: int
    message: int
    body: str
    verdict: Any = None


@dataclass(slots=True, frozen=True)
class Stored:
    """The post is on disk, at this place, for ever."""

    cid: str
    room: int
    id: int
    seq: int
    position: int


@dataclass(slots=True, frozen=True)
class Held:
    """The post is on disk, and waits for a moderator; it has no place yet."""

    cid: str
    room: int
    id: int
    at: str
    words: str


@dataclass(slots=True)
class Posted:
    """A message just inserted or edited, with what the batch already knows about it."""

    message: Message
    author: Person
    is_between_two: bool
    verdict: Any = field(default=None)
    is_ours: bool = False
    is_beside: bool = False


class BadPost(ValueError):
    """The post has the wrong shape; the text says what to do."""


EDITABLE_FOR = timedelta(minutes=10)

NOT_FOUND = Refusal("not_found", _("That place is not here, or not open to you."))
SUSPENDED = Refusal(
    "suspended", _("You can't write at the moment. Help is still open.")
)
CID_REUSED = Refusal("cid_reused", _("This was sent before with other words."))
ROOM_CLOSED = Refusal("room_closed", _("This room has closed. You can still read it."))
ROOM_SHUT = Refusal(
    "room_shut",
    _("This room is closed now. Nothing was sent. It stays here until the room opens."),
)
ROOM_QUIET = Refusal(
    "room_quiet",
    _("The room is quiet now. Words can be changed when a moderator is here."),
)
TOO_LATE = Refusal(
    "not_editable",
    _("Words can be changed for ten minutes. You can still take this back."),
)
COVERED = Refusal(
    "not_editable", _("A moderator has covered this. Its words can't be changed.")
)
TAKEN_BACK = Refusal("not_editable", _("You have taken this back."))
SEND_ANEW = Refusal(
    "not_editable",
    _(
        "This may hold a way to reach you. Send it as a new message: a coordinator looks."
    ),
)
UNREAD = Refusal(
    "not_editable",
    _("This can’t be checked now. Send it as a new message: a moderator looks first."),
)
WAITS = Refusal(
    "not_editable",
    _("This waits for a moderator. You can take it back and write it anew."),
)
CIRCLE = Refusal(
    "circle",
    _(
        "A circle is on, and somebody else has the turn. You can read and react. "
        "You can also take part, and have a turn."
    ),
)


def slow(told: str, retry_after_ms: int) -> Refusal:
    return Refusal("slow_mode", told, retry_after_ms)


def muted(retry_after_ms: int) -> Refusal:
    return Refusal(
        "muted",
        _("A moderator has paused your writing here for a time."),
        retry_after_ms,
    )


def is_heavy(wish: Post | Edit) -> bool:
    """Whether screening saw a heavy topic; unread words are not called heavy."""
    return bool(wish.verdict is not None and wish.verdict.is_heavy)


def is_distress(wish: Post | Edit) -> bool:
    """Whether screening saw somebody who may need help soon."""
    return wish.verdict is not None and wish.verdict.severity in {"amber", "red"}


def clean_post(room: int, author: int, fields: dict[str, Any]) -> Post:
    """A Post from what a browser sent, by socket or by form; raises BadPost."""
    return Post(
        room=room,
        author=author,
        cid=_cid(fields.get("cid")),
        body=_body(fields.get("body")),
        warning=_warning(fields.get("warning")),
        reply_to=_reply_to(fields.get("reply_to")),
    )


def clean_edit(room: int, author: int, fields: dict[str, Any]) -> Edit:
    """An Edit from what a browser sent, by socket or by form; raises BadPost."""
    message = _reply_to(fields.get("message"))
    return Edit(room, author, message or 0, _body(fields.get("body")))


def _cid(value: Any) -> uuid.UUID:
    if not isinstance(value, str) or len(value) > 45:
        raise BadPost(_("This message has no cid. A cid is a UUID made by the sender."))
    try:
        return uuid.UUID(value)
    except ValueError as problem:
        raise BadPost(_("The cid must be a UUID.")) from problem


def _body(value: Any) -> str:
    if not isinstance(value, str):
        raise BadPost(_("The message must be text."))
    # Lone surrogates and NUL can't be stored; everything else is somebody's own words.
    body = (
        value.encode("utf-8", "replace")
        .decode()
        .replace("\0", "")
        .replace("\r\n", "\n")
    )
    if not body.strip():
        raise BadPost(_("Write something first."))
    if len(body) > settings.MAX_BODY:
        raise BadPost(
            _(
                "That is longer than %(most)s characters. "
                "You could send it in two parts.",
                most=f"{settings.MAX_BODY:,}",
            )
        )
    return body


def _warning(value: Any) -> str:
    if value in (None, ""):
        return ""
    if not isinstance(value, str) or len(value) > 60 or "\0" in value:
        raise BadPost(_("A content warning is at most 60 characters."))
    return value.strip()


def _reply_to(value: Any) -> int | None:
    if value in (None, ""):
        return None
    if (
        isinstance(value, str)
        and value.isascii()
        and value.isdigit()
        and len(value) < 19
    ):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 2**63:
        raise BadPost(_("That reply points at nothing."))
    return value
