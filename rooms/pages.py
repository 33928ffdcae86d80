"""What the pages of a conversation show: rows for one reader, and the words round them."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from people.models import Pace, Person, Role
from realtime import tips
from rooms import (
    company,
    newcomers,
    openings,
    posting,
    quotes,
    standing,
    streams,
    waiting,
    words,
)
from rooms.hiding import BECAUSE, Hidden
from rooms.models import Message, Reaction, Room
from rooms.streams import Reactions

Values = dict[str, Any]

# Peers are not labelled; everybody else says what they are here for.
ROLE_WORDS = {str(role.value): str(role.label) for role in Role if role != Role.PEER}
GONE = {
    "taken_back": "This was taken back by the person who wrote it.",
    "covered": "A moderator has covered this message.",
}
WARNINGS = words.WARNINGS
# What each pace is called when one chooses it, and when it holds.
PACES = [(pace.value, pace.label, words.PACE_NOW[pace.value]) for pace in Pace]
HARD = "May be hard to read:"
NAMED = 3


def conversation(person: Person, room: Room, answered: int | None = None) -> Values:
    """The context of rooms/_conversation.html.

    Reads the position first and the messages second: what comes between is shown twice
    at most, and never missed.
    """
    stream = tips.of([room.stream])[room.stream]
    now = timezone.now()
    page = page_of(person, room, None)
    return (
        page
        | _addresses(room)
        | _company(person, room, page["hidden"])
        | {
            "epoch": stream.epoch,
            "position": stream.position,
            "standing": standing.of(room, now),
            "waiting": waiting.of(person, room),
            "blank": _blank(room),
            "blank_held": waiting.BLANK,
            "role_words": ROLE_WORDS,
            "gone": GONE,
            "instead": quotes.INSTEAD,
            "because": BECAUSE,
            "hard": HARD,
            "answered": answered_in(room, answered),
            "openings": openings.offered(person, room),
            "is_listening": newcomers.is_listening(person, room),
            "warnings": WARNINGS,
            "paces": PACES,
            "cid": uuid.uuid4(),
            "most": settings.MAX_BODY,
        }
    )


def page_of(person: Person, room: Room, before: int | None) -> Values:
    """One page of messages as this person sees them, oldest first."""
    messages, has_older = messages_before(room, before)
    hung = streams.reactions_on(message.pk for message in messages)
    # Between two there is nobody else to answer, so nothing is folded there.
    hidden = Hidden.of(person) if room.kind == Room.Kind.ROOM else Hidden()
    hides_heavy = person.hides_heavy()
    rows = [_seen(person, room, m, hung.get(m.pk, {}), hidden) for m in messages]
    if hides_heavy:
        _cover_heavy(rows)
    _quote(rows, messages)
    older = reverse("older_messages", args=[room.pk])
    return {
        "room": room,
        "hidden": hidden,
        "hides_heavy": hides_heavy,
        "newcomers_from": newcomers.first_for(person),
        "room_url": reverse("room", args=[room.pk]),
        "rows": rows,
        "older_url": f"{older}?before={messages[0].seq}" if has_older else "",
    }


def _cover_heavy(rows: list[Values]) -> None:
    """For a reader who asked for it today: a tap still opens each."""
    for row in rows:
        if row.get("heavy") and not row["is_mine"] and not row["veil"]:
            row["veil"] = BECAUSE["heavy"]


def _quote(rows: list[Values], messages: list[Message]) -> None:
    """Replies quote the messages on this page; of others they say only that they are."""
    here = {message.pk: message for message in messages}
    folded = {row["id"] for row in rows if row["is_hidden"]}
    veiled = {row["id"] for row in rows if row["veil"]} - folded
    for row in rows:
        if "reply_to" in row:
            answered = here.get(row["reply_to"])
            earlier = f"{row['older_url']}?to={row['reply_to']}"
            row["answered_url"] = f"#m{answered.pk}" if answered else earlier
            is_folded = row["reply_to"] in folded
            instead = quotes.INSTEAD["hidden"] if is_folded else ""
            if row["reply_to"] in veiled:
                instead = quotes.INSTEAD["warned"]
            row["quote"] = instead or quotes.quote(answered)


def answered_in(room: Room, message: int | None) -> Values | None:
    """What somebody begins to answer; None where that is not in this room."""
    found = message and (
        Message.objects.filter(room=room, pk=message).select_related("author").first()
    )
    if not found or found.state != Message.State.SHOWN:
        return None
    return {"id": found.pk, "quote": quotes.quote(found)}


def messages_before(room: Room, before: int | None) -> tuple[list[Message], bool]:
    """A page of messages, and whether there are older ones."""
    size = settings.PAGE_OF_MESSAGES
    found = streams.page_before(room.pk, before, size + 1)
    return found[-size:], len(found) > size


def _addresses(room: Room) -> Values:
    return {
        "messages_url": reverse("older_messages", args=[room.pk]),
        "changes_url": reverse("room_changes", args=[room.pk]),
        "posts_url": reverse("post_message", args=[room.pk]),
    }


def _company(person: Person, room: Room, hidden: Hidden) -> Values:
    others = company.others_in(person, room)
    here = company.here_beside(person, room, others)
    return {
        "here_now": [alias for i, alias in here.items() if i not in hidden.people],
        "other": " and ".join(others.values()),
        "other_is_here": here.keys() == others.keys(),
    }


def _seen(
    person: Person, room: Room, message: Message, hung: Reactions, hidden: Hidden
) -> Values:
    row = streams.message_row(message, hung)
    is_shown = message.state == Message.State.SHOWN
    is_mine = message.author_id == person.pk
    why = hidden.why(message.author_id, row["body"]) if not is_mine else ""
    warned = f"{HARD} {message.warning}" if message.warning else ""
    return (
        row
        | _links(room, message.pk, message.author_id)
        | {
            "when": message.at,
            "day": timezone.localdate(message.at),
            "shown": row["body"] if is_shown else GONE[message.state],
            "is_hidden": is_shown and bool(why),
            "veil": (why or warned) if is_shown else "",
            "is_mine": is_mine,
            "is_editable": timezone.now() - message.at < posting.EDITABLE_FOR,
            "role_words": ROLE_WORDS.get(message.author.role, ""),
            "is_new": newcomers.is_shown(message.author, person),
            "marks": _marks(person.pk, hidden.among(hung) if is_shown else {}),
        }
    )


def _blank(room: Room) -> Values:
    """What the browser's own copies are made from; it replaces each 0 in the links."""
    author = {"id": 0, "alias": "", "role": ""}
    return _links(room, 0, 0) | {
        "id": 0,
        "author": author,
        "state": "shown",
        "is_blank": True,
        "marks": _marks(0, {}),
    }


def _links(room: Room, message: int, author: int) -> Values:
    return {
        "react_url": reverse("react", args=[room.pk, message]),
        "older_url": reverse("older_messages", args=[room.pk]),
        "hide_url": reverse("hide_author", args=[room.pk, message]),
        "edit_url": reverse("edit_message", args=[room.pk, message]),
        "take_back_url": reverse("take_back", args=[room.pk, message]),
        "report_url": _optional("report_message", message),
        "avatar_url": _optional("avatar", author),
    }


def _optional(name: str, *arguments: int) -> str:
    """The address of a page of another app, which this one may not know."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def _marks(person: int, hung: Reactions) -> list[Values]:
    return [_mark(person, kind, hung.get(kind.value, [])) for kind in Reaction.Kind]


def _mark(person: int, kind: Reaction.Kind, people: Iterable[list[Any]]) -> Values:
    given = list(people)
    is_mine = any(giver == person for giver, _ in given)
    named = ", ".join(alias for _, alias in given[:NAMED])
    return {
        "kind": kind.value,
        "words": kind.label,
        "who": named + (" and others" if len(given) > NAMED else ""),
        "is_mine": is_mine,
        "next": "off" if is_mine else "on",
    }
